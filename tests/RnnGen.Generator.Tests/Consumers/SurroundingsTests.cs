using System;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Consumers;

/// <summary>Whatever stands around a cell, its other half means the runtime's types and finds its place.</summary>
public sealed class SurroundingsTests
{
    private const string Body = """
        {
            [Weight(8, 4)] public partial RnnGen.Matrix W { get; }
            [Bias(8)] public partial RnnGen.Vector c { get; }
            [Step] RnnGen.Vector Next([Input(4)] RnnGen.Vector x, [State(8)] RnnGen.Vector h) => Tanh(W * x + h + c);
        }
        """;

    private const string LookAlikes = """
            class Panel; class Vector; class Matrix; class Lanes; class Products; class Weights; class Packing; class Span;
            class Parameters; class Buffers; class Module; class RecurrentCell; class Lanes32; class MethodImpl; class Action;
        """;

    [Theory]
    [InlineData("Panel"), InlineData("Vector"), InlineData("Matrix"), InlineData("Lanes"), InlineData("Products"), InlineData("Weights")]
    [InlineData("Packing"), InlineData("Span"), InlineData("Parameters"), InlineData("Buffers"), InlineData("RecurrentCell"), InlineData("Lanes32")]
    [InlineData("MethodImpl"), InlineData("MethodImplOptions"), InlineData("Action"), InlineData("IReadOnlyList"), InlineData("ParameterDescription")]
    [InlineData("Init"), InlineData("EditorBrowsable"), InlineData("ElementLayout"), InlineData("Generated"), InlineData("Kernels"), InlineData("CellPass")]
    public void Trap06_A_type_of_the_user_beside_the_cell(string name)
    {
        string cell = name == "Vector" || name == "Matrix" ? Body : Body.Replace("RnnGen.", "", StringComparison.Ordinal);
        Generate.AssertCompiles(Sources.Usings + $"namespace Mine {{ public class {name}; [RecurrentCell] public sealed partial class Cell {cell} }}");
    }

    [Theory]
    [InlineData("System")]
    [InlineData("RnnGen")]
    public void Trap06_A_namespace_of_the_user_named_like_a_root(string name) => Generate.AssertCompiles(
        Sources.Usings + $"namespace Mine.{name} {{ public class Other; }} namespace Mine {{ [RecurrentCell] public sealed partial class Cell {Body.Replace("RnnGen.", "global::RnnGen.", StringComparison.Ordinal)} }}");

    [Theory]
    [InlineData("System")]
    [InlineData("RnnGen")]
    public void Trap06_A_type_of_the_user_named_like_a_root(string name) => Generate.AssertCompiles(
        Sources.Usings + $"namespace Mine {{ public class {name}; [RecurrentCell] public sealed partial class Cell {Body.Replace("RnnGen.", "global::RnnGen.", StringComparison.Ordinal)} }}");

    [Fact]
    public void Trap06_Types_of_the_user_in_the_global_namespace() => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] public sealed partial class Cell " + Body, LookAlikes);

    [Fact]
    public void Trap06_Types_inside_the_cell() => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] public sealed partial class Cell " + Body.Replace("[Step]", "class Span; class System; class Init; class Panel; class RnnGenerated; [Step]", StringComparison.Ordinal));

    [Fact]
    public void A_namespace_below_the_librarys_own() => Generate.AssertCompiles(
        Sources.Usings + "namespace RnnGen.Mine { public class Panel; public class Lanes; [RecurrentCell] public sealed partial class Cell " + Body + " }");

    [Fact]
    public void Trap06_Global_aliases() => Generate.AssertCompiles(
        Sources.Usings + "namespace Mine { [RecurrentCell] public sealed partial class Cell " + Body + " }",
        """
        global using Panel = System.String;
        global using Lanes = System.Int32;
        global using Products = System.Text.StringBuilder;
        global using Weights = System.Object;
        global using Span = System.String;
        """);

    [Fact]
    public void Aliased_attributes_are_the_attributes()
    {
        Generate.AssertCompiles("""
            using static RnnGen.Equations;
            using Cell = RnnGen.RecurrentCellAttribute;
            using V = RnnGen.Vector;
            namespace Mine;
            [Cell]
            public sealed partial class Leaky
            {
                [RnnGen.Step] V Next([RnnGen.Input(4)] V x, [RnnGen.State(4)] V h) => Tanh(x + h);
            }
            """);
    }

    [Fact]
    public void Trap06_Look_alike_attributes_generate_nothing() => Assert.Empty(Generate.Run("""
        namespace Mine
        {
            public sealed class RecurrentCellAttribute : System.Attribute;
            public sealed class LstmAttribute(int input, int hidden) : System.Attribute;
            [RecurrentCell] public sealed partial class One;
            [Lstm(1, 2)] public sealed partial class Two;
        }
        """).GeneratedSources);

    [Theory]
    [InlineData("public static partial class Outer")]
    [InlineData("internal sealed partial class @class")]
    [InlineData("public partial struct Outer")]
    [InlineData("public readonly partial struct Outer")]
    [InlineData("public partial record Outer")]
    [InlineData("public partial record struct Outer")]
    [InlineData("public partial interface Outer")]
    [InlineData("public abstract partial class Outer")]
    [InlineData("public readonly ref partial struct Outer")]
    public void Trap15_Nested_in_a_type(string outer)
    {
        Generate.AssertCompiles(Sources.Usings + $"namespace Mine; {outer} {{ [RecurrentCell] internal sealed partial class Cell {Body} }}");
    }

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    [InlineData("private protected")]
    [InlineData("public")]
    public void Nested_with_any_accessibility(string accessibility) => Generate.AssertCompiles(
        Sources.Usings + $"public partial class Outer {{ public partial class Middle {{ [RecurrentCell] {accessibility} sealed partial class Cell {Body} }} }}");

    [Fact]
    public void Trap15_Same_names_in_different_places()
    {
        string cell = "[RecurrentCell] public sealed partial class Cell " + Body;
        string[] files = [Sources.Usings + $$"""
            namespace A { {{cell}} }
            namespace B { {{cell}} public partial class Cells { {{cell}} } }
            namespace A.B { {{cell}} }
            namespace A_B { {{cell}} }
            """, Sources.Usings + cell + cell.Replace("class Cell", "class CELL", StringComparison.Ordinal) + cell.Replace("class Cell", "class cell_", StringComparison.Ordinal)];
        Assert.Equal(8, Generate.Run(files).GeneratedSources.Length);
        Generate.AssertCompiles(files);
    }

    [Fact]
    public void Trap15_Names_with_characters_that_files_cannot_have() => Generate.AssertCompiles(
        Sources.Usings + "namespace Zelle\u0301n { [RecurrentCell] public sealed partial class Zelle\u0301\u03c3 " + Body + " }");

    [Fact]
    public void In_the_global_namespace_and_internal() => Generate.AssertCompiles(Sources.Usings + "[RecurrentCell] partial class Cell " + Body);

    [Theory]
    [InlineData("public Cell() : base(7) { }")]
    [InlineData("public Cell(int seed, string name) : base(seed) { Name = name; } public string Name { get; }")]
    [InlineData("private Cell(int seed) : base(seed) { } public static Cell Create() => new(3);")]
    [InlineData("static Cell() { }")]
    [InlineData("public Cell(string name) : this(name.Length) { } private Cell(int seed) : base(seed) { }")]
    public void With_a_constructor_of_the_users(string constructor) => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] public sealed partial class Cell " + Body.Replace("[Step]", constructor + " [Step]", StringComparison.Ordinal));

    [Theory]
    [InlineData("internal")]
    [InlineData("protected internal")]
    [InlineData("private")]
    [InlineData("")]
    [InlineData("protected")]
    [InlineData("private protected")]
    public void With_parameters_of_any_accessibility(string modifiers) => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] public partial class Cell " + Body.Replace("public partial RnnGen.Matrix", modifiers + " partial RnnGen.Matrix", StringComparison.Ordinal));

    [Theory]
    [InlineData("Step"), InlineData("Forward"), InlineData("Scan"), InlineData("Output"), InlineData("RunForward")]
    public void With_a_step_that_is_named_like_a_member_of_the_base(string name) => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] public partial class Cell " + Body.Replace("Vector Next(", "Vector " + name + "(", StringComparison.Ordinal));

    [Fact]
    public void With_odd_tensor_names() => Generate.AssertCompiles(Sources.Usings + "[RecurrentCell] public partial class Cell "
        + Body.Replace("[Bias(8)]", "[Bias(8), StoredAs(\"a\\n\\\"b\\\\ \\u2028\\0 {0}\")]", StringComparison.Ordinal));

    [Fact]
    public void Parts_in_several_files() => Generate.AssertCompiles(
        Sources.Usings + "[RecurrentCell] sealed partial class Cell " + Body,
        "internal partial class Cell { public int Extra => InputSize + W.Rows; }");
}
