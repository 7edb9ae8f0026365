using System;
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
