using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace RnnGen.Runtime.Tests;

/// <summary>
/// The kernel tests again on every instruction set below that of this processor: processes of their own, because the runtime decides once
/// what it compiles for.
/// </summary>
public sealed class InstructionSetTests
{
    private const string Expected = "RNNGEN_TESTS_EXPECT";

    [Theory]
    [InlineData("AVX2", "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")]
    [InlineData("SSE", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F", "DOTNET_EnableFMA", "DOTNET_EnableAVX")]
    [InlineData("none", "DOTNET_EnableHWIntrinsic")]
    public void Kernels_agree_with_their_references(string path, params string[] switchedOff)
    {
        if (!Sse42.IsSupported || Environment.GetEnvironmentVariable(Expected) is not null)
        {
            return; // another kind of processor has one path; the process that was started does not start more
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        }

        foreach (Type type in new[] { typeof(InstructionSetTests), typeof(ProductsTests), typeof(LanesTests), typeof(LaneSelectionTests), typeof(CrossEntropyKernelTests) })
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(type.FullName!);
        }

        foreach (string name in switchedOff)
        {
            start.Environment[name] = "0";
        }

        start.Environment[Expected] = path;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
    }

    /// <summary>What the process was started for is what it runs.</summary>
    [Fact]
    public void The_path_is_the_one_asked_for()
    {
        switch (Environment.GetEnvironmentVariable(Expected))
        {
            case "AVX2":
                Assert.False(Avx512F.IsSupported);
                break;
            case "SSE":
                Assert.False(Avx2.IsSupported || Fma.IsSupported);
                break;
            case "none":
                Assert.False(Avx2.IsSupported || Fma.IsSupported || Sse42.IsSupported);
                break;
        }
    }
}
