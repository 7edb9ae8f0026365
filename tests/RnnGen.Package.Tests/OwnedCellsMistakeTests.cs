using System;
using Xunit;

namespace RnnGen.Package.Tests;

/// <summary>Mistakes in cells owned by an F# project appear in its build, at the line of the C# file.</summary>
public sealed class OwnedCellsMistakeTests(Feed feed)
{
    [Fact]
    public void Errors_and_warnings_have_file_and_line()
    {
        Workspace workspace = feed.Open("OwnedCells");
        workspace.Dotnet("restore", "Lib").Succeeded();

        // An equation that does not fit stops the build.
        workspace.Edit("Lib/Cells/LeakyCell.cs", "U * h", "W * h");
        Fails("Lib/Cells/LeakyCell.cs(17,95): error RNN0210");
        workspace.Edit("Lib/Cells/LeakyCell.cs", "Tanh(W * x + W * h", "Tanh(W * x + U * h");

        // So does C# that is none.
        workspace.Edit("Lib/Cells/TokenModel.cs", "namespace Owned;", "namespace Owned");
        Fails("Lib/Cells/TokenModel.cs(1,16): error CS1514");
        workspace.Edit("Lib/Cells/TokenModel.cs", "namespace Owned", "namespace Owned;");

        // An analyzer's warning, escalated by .editorconfig, silenced by the F# project.
        workspace.Edit("Lib/Cells/LeakyCell.cs", " + b);", ");");
        Finished warned = workspace.Build("Lib", "--no-restore").Succeeded();
        Assert.Matches(@"Lib/Cells/LeakyCell\.cs\(14,\d+\): warning RNN0706", warned.Output);
        workspace.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.RNN0706.severity = error\n");
        Fails("error RNN0706");
        workspace.Write(".editorconfig", "[*.cs]\n");
        workspace.Edit("Lib/Lib.fsproj", "<Version>", "<NoWarn>$(NoWarn);RNN0706</NoWarn><Version>");
        workspace.Build("Lib", "--no-restore").WithoutWarnings();

        // An attribute where the generator cannot see it.
        workspace.Write("Lib/Library.fs", "module Owned.Library\n\nopen RnnGen\n\n[<RecurrentCell>]\ntype Lost() = class end\n");
        Finished attributed = workspace.Build("Lib", "--no-restore").Succeeded();
        Assert.Contains("Lib/Library.fs(5) : warning RNN1001: [<RecurrentCell>] does nothing on an F# type", attributed.Output);

        void Fails(string expected)
        {
            Finished build = workspace.Build("Lib", "--no-restore");
            Assert.NotEqual(0, build.ExitCode);
            Assert.True(build.Output.Contains(expected, StringComparison.Ordinal), $"No `{expected}` in\n{build.Output}");
        }
    }
}
