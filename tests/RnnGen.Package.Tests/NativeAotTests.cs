using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>Native programs: no warning of trimming or ahead-of-time compilation, and one where multiply-add would be left out.</summary>
public sealed class NativeAotTests(Feed feed)
{
    [Fact]
    public void An_FSharp_program_with_cells_of_its_own_is_published_and_runs()
    {
        Workspace workspace = feed.Open("OwnedCells");
        workspace.Build("App").WithoutWarnings();
        string expected = workspace.Run("App/bin/Release/net10.0/App.dll").Output;

        workspace.Edit("App/App.fsproj", "<Nullable>", "<PublishAot>true</PublishAot><IlcInstructionSet>x86-64-v3</IlcInstructionSet><InvariantGlobalization>true</InvariantGlobalization><Nullable>");
        Publish(workspace, "App").WithoutWarnings();
        Assert.Equal(expected, Commands.Run(workspace.Folder, workspace.PathOf("native/App" + Extension), []).Succeeded().Output);

        // The same without an instruction set.
        workspace.Edit("App/App.fsproj", "<IlcInstructionSet>x86-64-v3</IlcInstructionSet>", "");
        Finished build = workspace.Build("App", "--no-restore").Succeeded();
        Assert.Equal(RuntimeInformation.OSArchitecture == Architecture.X64, build.Output.Contains("App.fsproj : warning RNN1002", StringComparison.Ordinal));
    }

    /// <summary>The sample as it is in samples/Streaming, with the package in place of the sources.</summary>
    [Fact]
    public void The_streaming_sample_is_small_and_scores_lines_without_allocating()
    {
        string sample = Path.Combine(Feed.Metadata("RepositoryRoot"), "samples", "Streaming");
        Workspace workspace = feed.Open();
        foreach (string file in Directory.EnumerateFiles(sample))
        {
            File.Copy(file, workspace.PathOf(Path.GetFileName(file)));
        }

        workspace.Edit(
            "Streaming.csproj",
            "<Import Project=\"../../src/RnnGen.Package/FromSource.targets\" />",
            "<ItemGroup><PackageReference Include=\"RnnGen\" Version=\"$(RnnGenVersion)\" /></ItemGroup>");
        Publish(workspace, "Streaming.csproj").WithoutWarnings();
        string program = workspace.PathOf("native/Streaming" + Extension);
        Assert.InRange(new FileInfo(program).Length, 1, 10_000_000);

        const string Usual = "09:00:01 GET /items/17 200 12ms", Strange = "09:00:02 POST /admin/../../etc/passwd 500 3ms";
        Finished run = Commands.Run(workspace.Folder, program, ["--measure"], input: string.Concat(Enumerable.Repeat(Usual + "\n", 100)) + Strange + "\n" + Usual).Succeeded();
        string[] scored = [.. run.Lines.Where(line => line.EndsWith(Usual, StringComparison.Ordinal) || line.EndsWith(Strange, StringComparison.Ordinal))];
        Assert.Equal(102, scored.Length);
        double[] bits = [.. scored.Select(line => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];
        Assert.All(bits.Where((_, line) => line != 100), usual => Assert.True(bits[100] > 2 * usual, $"strange {bits[100]}, usual {usual}"));
        Assert.Contains("; 0 bytes allocated after the first line", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "linux-x64", true)]
    [InlineData("x86-64-v2", "linux-x64", true)]
    [InlineData("sse4.2,popcnt", "win-x64", true)]
    [InlineData("x86-64-v3", "linux-x64", false)]
    [InlineData("x86-64-v4", "win-x64", false)]
    [InlineData("native", "linux-x64", false)]
    [InlineData("avx2,fma", "linux-x64", false)]
    [InlineData("", "linux-arm64", false)]
    public void An_instruction_set_without_multiply_add_is_warned_of(string instructionSet, string runtime, bool warned)
    {
        Workspace workspace = feed.Open();
        string targets = Path.Combine(Feed.Metadata("RepositoryRoot"), "src", "RnnGen.Package", "buildTransitive", "RnnGen.NativeAot.targets");
        workspace.Write("Native.proj", $"""
            <Project>
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <RuntimeIdentifier>{runtime}</RuntimeIdentifier>
                <IlcInstructionSet>{instructionSet}</IlcInstructionSet>
              </PropertyGroup>
              <Import Project="{targets}" />
            </Project>
            """);
        Finished run = workspace.Dotnet("msbuild", "Native.proj", "-t:RnnGenInstructionSet", "-v:q", "-tl:off").Succeeded();
        Assert.Equal(warned, run.Output.Contains("warning RNN1002", StringComparison.Ordinal));
    }

    private static string Extension => OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>Publishes with the linker that is there; skips the test, with the reason, when there is none or no compiler can be restored.</summary>
    private static Finished Publish(Workspace workspace, string project)
    {
        string[] linker = [];
        if (!OperatingSystem.IsWindows() && !IsInstalled("clang"))
        {
            Assert.SkipUnless(IsInstalled("gcc"), "NativeAOT needs clang or gcc to link, and neither is installed.");
            linker = ["-p:CppCompilerAndLinker=gcc"];
        }

        Finished restore = workspace.Dotnet("restore", project, "-r", RuntimeInformation.RuntimeIdentifier);
        Assert.SkipWhen(restore.ExitCode != 0 && restore.Output.Contains("ilcompiler", StringComparison.OrdinalIgnoreCase), "The NativeAOT compiler cannot be restored: " + restore.Output);
        restore.Succeeded();
        return workspace.Dotnet(["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", workspace.PathOf("native"), "-v", "q", "-tl:off", .. linker]);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
