using System.Linq;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;
using Xunit;

namespace RnnGen.Analyzers.Tests.Reading;

/// <summary>Where the other half of a class goes.</summary>
public sealed class TypeReaderTests
{
    private const string Body = "{ [Step] Vector Next([Input(2)] Vector x, [State(2)] Vector h) => x + h; }";

    [Fact]
    public void Nesting_namespaces_and_keywords_are_kept()
    {
        TypeSpec type = Specs.Cell("A.class.Outer+Inner+event", Sources.Usings + $$"""
            namespace A.@class;
            public static partial class Outer
            {
                internal partial interface Inner { [RecurrentCell] protected internal sealed partial class @event {{Body}} }
            }
            """).Type;
        Assert.Equal("A.@class", type.Namespace);
        Assert.Equal(["public static partial class Outer", "internal partial interface Inner"], type.Containing);
        Assert.Equal("protected internal sealed partial class @event", type.Header);
        Assert.Equal("@event", type.Name);
        Assert.Equal("A.class.Outer.Inner.event", type.HintName);
        Assert.False(type.HasConstructor);
    }

    [Fact]
    public void File_names_differ_where_type_names_differ_by_case_only()
    {
        string source = Sources.Usings + "[RecurrentCell] partial class Cell " + Body + " [RecurrentCell] partial class CELL " + Body;
        string one = Specs.Cell("Cell", source).Type.HintName, two = Specs.Cell("CELL", source).Type.HintName;
        Assert.NotEqual(one, two, System.StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Unicode_names_give_legal_file_names()
    {
        const string name = "Zelle\u0301\u03c3";
        Assert.Equal("Zelle-0301\u03c3", Specs.Cell(name, Sources.Usings + "[RecurrentCell] partial class " + name + " " + Body).Type.HintName);
    }

    [Theory]
    [InlineData("public Cell() { }", true)]
    [InlineData("public Cell(int seed) { }", true)]
    [InlineData("static Cell() { }", false)]
    [InlineData("", false)]
    public void Own_constructors_are_seen(string member, bool expected) =>
        Assert.Equal(expected, Specs.Cell("Cell", Sources.Step("=> W * x + U * h + b;", member)).Type.HasConstructor);

    [Fact]
    public void An_unreadable_step_still_gives_the_public_surface()
    {
        CellReading reading = Specs.ReadCell("Cell", Sources.Step("{ while (true) { } }"));
        Assert.NotEmpty(reading.Problems);
        Assert.Null(reading.Spec!.Step);
        Assert.Equal(["W", "U", "b"], reading.Spec.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["h"], reading.Spec.States.Select(state => state.Name));
    }

    [Fact]
    public void A_class_that_cannot_be_completed_gives_nothing() =>
        Assert.Null(Specs.ReadCell("Cell", Sources.Step("=> h;").Replace("partial class", "class", System.StringComparison.Ordinal)).Spec);

    [Fact]
    public void Modifiers_are_kept_without_partial() => Assert.Equal(
        ["public", "protected internal", "private", ""],
        Specs.Cell("Cell", Sources.Usings + """
            [RecurrentCell]
            partial class Cell
            {
                [Bias(2)] public partial Vector a { get; }
                [Bias(2)] protected internal partial Vector b { get; }
                [Bias(2)] private partial Vector c { get; }
                [Bias(2)] partial Vector d { get; }
                [Step] Vector Next([Input(2)] Vector x, [State(2)] Vector h) => x + h + a + b + c + d;
            }
            """).Parameters.Select(parameter => parameter.Modifiers));
}
