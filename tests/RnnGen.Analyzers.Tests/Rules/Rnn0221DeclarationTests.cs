using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Rules;

/// <summary>RNN0221: declarations that cannot be completed.</summary>
public sealed class Rnn0221DeclarationTests
{
    private const string Step = "[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h) => Tanh(W * x + U * h + b);";

    [Theory]
    [InlineData("public sealed class {|RNN0221:Cell|}", "`Cell` must be `partial`")]
    [InlineData("public static partial class {|RNN0221:Cell|}", "remove `static`")]
    [InlineData("public abstract partial class {|RNN0221:Cell|}", "remove `abstract`")]
    [InlineData("public partial class {|RNN0221:Cell|}<T>", "must not be generic")]
    [InlineData("public sealed partial record {|RNN0221:Cell|}", "not a record")]
    [InlineData("file sealed partial class {|RNN0221:Cell|}", "`file`-local")]
    [InlineData("public sealed partial class {|RNN0221:Cell|} : System.Attribute", "must not derive from `Attribute`")]
    [InlineData("[Lstm(2, 3)] public sealed partial class {|RNN0221:Cell|}", "one thing only")]
    [InlineData("public sealed partial class {|RNN0221:Cell|}(int seed)", "primary constructor")]
    public void The_class(string header, string says) => Assert.Contains(
        says, Marked.Message(Sources.Usings + "[RecurrentCell] " + header + " { [Step] Vector Next([Input(2)] Vector x, [State(2)] Vector h) => x + h; }"), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("class {|RNN0221:Outer|}", "`Outer` must be `partial` because `Cell` inside it")]
    [InlineData("partial class Outer<T>", "inside a generic type")]
    public void The_types_around_it(string outer, string says)
    {
        string name = outer.Contains('<') ? "{|RNN0221:Cell|}" : "Cell";
        Assert.Contains(says, Marked.Message(Sources.Usings + outer + " { [RecurrentCell] partial class " + name
            + " { [Step] Vector Next([Input(2)] Vector x, [State(2)] Vector h) => x + h; } }"), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Weight(H, I)] public Matrix {|RNN0221:P|} { get; } = null!;", "must be `partial`")]
    [InlineData("[Weight(H, I)] public Vector {|RNN0221:P|} => b;", "[Weight] belongs on a property of type `Matrix`, `P` is `Vector`")]
    [InlineData("[Bias(H)] public Matrix {|RNN0221:P|} => W;", "[Bias] belongs on a property of type `Vector`, `P` is `Matrix`")]
    [InlineData("[Bias(H)] public partial Vector {|RNN0221:P|} { get; set; }", "must be `{ get; }`")]
    [InlineData("[Bias(H)] public static partial Vector {|RNN0221:P|} { get; }", "ordinary instance property")]
    [InlineData("[Bias(H), Weight(H, I)] public partial Vector {|RNN0221:P|} { get; }", "both [Weight] and [Bias]")]
    [InlineData("[Scalar, Gain(H)] public partial Vector {|RNN0221:P|} { get; }", "both [Gain] and [Scalar]")]
    [InlineData("[Scalar] public partial Vector {|RNN0221:P|} { get; }", "[Scalar] belongs on a property of type `Scalar`, `P` is `Vector`")]
    [InlineData("[Table(5, H)] public partial Vector {|RNN0221:P|} { get; }", "[Table] belongs on a property of type `Matrix`, `P` is `Vector`")]
    [InlineData("[Diagonal({|RNN0221:0|})] public partial Vector P { get; }", "a size must be at least 1")]
    [InlineData("[SubCell] public partial Vector {|RNN0221:P|} { get; }", "[SubCell] belongs on a property whose type is a [RecurrentCell] class")]
    [InlineData("[SubCell] public partial Cell {|RNN0221:P|} { get; }", "`P` makes `Cell` a part of itself: Cell -> Cell")]
    [InlineData("[SubCell, Bias(H)] public partial Cell {|RNN0221:P|} { get; }", "both [SubCell] and [Bias]")]
    [InlineData("[Weight(H, {|RNN0221:0|})] public partial Matrix P { get; }", "a size must be at least 1, `0` is not")]
    [InlineData("private const int N = -2; [Weight(H, {|RNN0221:2 * N|})] public partial Matrix P { get; } [Bias(2 * N)] public partial Vector Q { get; }", "`2*N=-4` is not")]
    [InlineData("[Weight(H, I, {|RNN0221:Blocks = 3|})] public partial Matrix P { get; }", "`P` is (H=8, I=4): Blocks must divide both, 3 does not")]
    [InlineData("[Weight(H, I, {|RNN0221:Blocks = 0|})] public partial Matrix P { get; }", "Blocks must divide both")]
    [InlineData("[StoredAs(\"w\")] [Weight(H, I)] public partial Matrix P { get; } [StoredAs(\"w\", Part = 1)] [Bias(H)] public partial Vector {|RNN0221:Q|} { get; }", "same number of columns")]
    [InlineData("[StoredAs(\"w\")] [Bias(H)] public partial Vector P { get; } [StoredAs(\"w\", Part = 2)] [Bias(H)] public partial Vector {|RNN0221:Q|} { get; }", "without gaps")]
    [InlineData("[Bias(H)] public partial Vector {|RNN0221:OutputSize|} { get; }", "`OutputSize` is a member of the generated half")]
    [InlineData("[Bias(H)] public partial Vector {|RNN0221:Gradients|} { get; }", "`Gradients` is a member of the generated half")]
    public void A_parameter(string member, string says) =>
        Assert.Contains(says, Marked.Message(Sources.Cell(Step, member)), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("[Step] static Vector {|RNN0221:Next|}([Input(I)] Vector x, [State(H)] Vector h) => h;", "ordinary instance method")]
    [InlineData("[Step] Vector {|RNN0221:Next|}<T>([Input(I)] Vector x, [State(H)] Vector h) => h;", "ordinary instance method")]
    [InlineData("[Step] Vector {|RNN0221:Next|}([State(H)] Vector h) => h;", "no [Input] parameter")]
    [InlineData("[Step] Vector {|RNN0221:Next|}([Input(1)] Vector a, [Input(1)] Vector b, [Input(1)] Vector c, [Input] Scalar d, [Input(1)] Vector e, [State(H)] Vector h) => h;", "more than 4 [Input] parameters")]
    [InlineData("[Step] Vector {|RNN0221:Next|}([StepIndex] Scalar t, [State(H)] Vector h) => h;", "no [Input] parameter")]
    [InlineData("[Step] Vector Next([Input] Vector {|RNN0221:x|}, [State(H)] Vector h) => h;", "must be a plain `Vector` marked [Input(size)], or a plain `Scalar`")]
    [InlineData("[Step] Vector Next([Input(1)] Scalar {|RNN0221:dt|}, [State(H)] Vector h) => h;", "must be a plain `Vector` marked [Input(size)], or a plain `Scalar`")]
    [InlineData("[Step] Vector Next([Input(5)] int {|RNN0221:token|}, [State(H)] Vector h) => h;", "a token, a plain `int`, marked [Input]")]
    [InlineData("[Step] Vector Next([Input] int token, [Input] int {|RNN0221:other|}, [State(H)] Vector h) => h;", "is a second token besides `token`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, int {|RNN0221:token|}) => h;", "; a token [Input]")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H, {|RNN0221:Initial = \"h0\"|})] Vector h) => h;", "but the cell has no such parameter: declare `[Bias(H)] public partial Vector h0 { get; }`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H, {|RNN0221:Initial = nameof(W)|})] Vector h) => h;", "it must be a vector, such as a [Bias]")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(I, {|RNN0221:Initial = nameof(b)|})] Vector h) => h;", "(I=4) begins as `b`, which is (H=8)")]
    [InlineData("[Step] (Vector y, Matrix C) Next([Input(I)] Vector x, [State(H, H, {|RNN0221:Initial = nameof(b)|})] Matrix C) => (x, C);", "a [Weight] of full shape")]
    [InlineData("[Step] (Vector y, Matrix C) Next([Input(I)] Vector x, [State(I, I, {|RNN0221:Initial = nameof(W)|})] Matrix C) => (x, C);", "which is (H=8, I=4)")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [StepIndex] Vector {|RNN0221:t|}, [State(H)] Vector h) => h;", "is a step index and must be a plain `Scalar`")]
    [InlineData("[Step] (Vector y, Scalar h) {|RNN0221:Next|}([Input(I)] Vector x, [State(H)] Vector h) => (h, 1);", "must return a `Vector`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] Vector h, Vector {|RNN0221:y|}) => h;", "marked either [Input(size)] or [State(size)]")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H), Input(H)] Vector {|RNN0221:h|}) => h;", "marked either")]
    [InlineData("[Step] (Vector h, Matrix C) Next([Input(I)] Vector x, [State(H)] Vector h, [State(H)] Matrix {|RNN0221:C|}) => (h, C);", "give it two sizes, [State(rows, columns)]")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H, I)] Vector {|RNN0221:h|}) => h;", "has two sizes: make it a `Matrix`")]
    [InlineData("[Step] Matrix {|RNN0221:Next|}([Input(I)] Vector x, [State(H, I)] Matrix C) => C;", "return a vector as its output too")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [Input(I)] Matrix {|RNN0221:X|}, [State(H)] Vector h) => h;", "must be a plain `Vector`")]
    [InlineData("[Step] Vector Next([Input(I)] float[] {|RNN0221:x|}, [State(H)] Vector h) => h;", "must be a plain `Vector`")]
    [InlineData("[Step] Vector Next([Input(I)] Vector x, [State(H)] in Vector {|RNN0221:h|}) => h;", "must be a plain `Vector`")]
    [InlineData("[Step] double {|RNN0221:Next|}([Input(I)] Vector x, [State(H)] Vector h) => 0;", "must return a `Vector`")]
    [InlineData("[Step] (Vector h, int k) {|RNN0221:Next|}([Input(I)] Vector x, [State(H)] Vector h) => (h, 1);", "must return a `Vector`")]
    [InlineData("[Step] Vector One([Input(I)] Vector x, [State(H)] Vector h) => h; [Step] Vector {|RNN0221:Two|}([Input(I)] Vector x, [State(H)] Vector h) => h;", "more than one method")]
    public void The_step(string step, string says) => Assert.Contains(says, Marked.Message(Sources.Cell(step)), System.StringComparison.Ordinal);

    [Fact]
    public void A_cell_without_a_step() => Assert.Equal(
        "`Cell` needs one method marked [Step] that holds its equations",
        Marked.Message(Sources.Usings + "[RecurrentCell] partial class {|RNN0221:Cell|} { }"));

    [Theory]
    [InlineData("Unroll = 0")]
    [InlineData("Unroll = 17")]
    [InlineData("TimeSteps = 65")]
    [InlineData("TimeSteps = -1")]
    public void Loop_options(string option) => Marked.Verify(Sources.Cell(Step)
        .Replace("[RecurrentCell]", "[RecurrentCell({|RNN0221:" + option + "|})]", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("[Lstm(3, {|RNN0221:0|})] partial class Cell;", "at least 1")]
    [InlineData("[Gru(3, 4, {|RNN0221:Layers = 2|})] partial class Cell;", "the class `Cell` is one cell")]
    [InlineData("[Rnn(3, 4, {|RNN0221:Dropout = 0.5|})] partial class Cell;", "the class `Cell` is one cell")]
    [InlineData("[Lstm(3, 4)] class {|RNN0221:Cell|};", "must be `partial`")]
    public void Built_in_cells(string declaration, string says) =>
        Assert.Contains(says, Marked.Message(Sources.Usings + declaration), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("public partial Linear Next { get; }", "public partial Embedding {|RNN0221:Next|} { get; }", "layer of type `Linear`")]
    [InlineData("public partial Linear Next { get; }", "public partial Linear {|RNN0221:Next|} { get; set; }", "get-only partial property")]
    [InlineData("public partial Linear Next { get; }", "public Linear {|RNN0221:Next|} { get; } = null!;", "get-only partial property")]
    [InlineData("Layers = 2", "{|RNN0221:Layers = 0|}", "Layers must be at least 1")]
    [InlineData("Layers = 2", "{|RNN0221:Checkpoint = -2|}", "Checkpoint is a number of steps, Checkpointing.SquareRoot or Checkpointing.Never")]
    [InlineData("[Lstm(E, H, Layers = 2, Dropout = 0.1f)]", "[Cfc(E, H, {|RNN0221:Layers = 2|})]", "reads 2 inputs: it is one layer that runs forwards")]
    [InlineData("Dropout = 0.1f", "{|RNN0221:Dropout = 1|}", "Dropout is a probability")]
    [InlineData("[Embedding(V, E)]", "[Embedding(V, E, {|RNN0221:PaddingIndex = 128|})]", "PaddingIndex must be -1 or a row")]
    [InlineData("[Linear(H, V)]", "[Linear(H, V, {|RNN0221:TiedTo = nameof(Memory)|})]", "`Memory` is no embedding of this model")]
    [InlineData("[Lstm(E, H, Layers = 2, Dropout = 0.1f)]", "[Recurrent({|RNN0221:typeof(string)|})]", "is not a readable cell")]
    [InlineData("[Forward, Shape(\"B\", \"T\", \"V\")]", "", "needs one method marked [Forward]")]
    [InlineData("public sealed partial class LineModel", "public sealed class {|RNN0221:LineModel|}", "must be `partial`")]
    public void Models(string from, string to, string says)
    {
        string source = Sources.LineModel.Replace(from, to, System.StringComparison.Ordinal);
        if (to.Length == 0)
            source = source.Replace("class LineModel", "class {|RNN0221:LineModel|}", System.StringComparison.Ordinal);
        Assert.Contains(says, Marked.Message(source), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public {|RNN0221:LineModel|}(string path) : base(3) { }")]
    [InlineData("public {|RNN0221:LineModel|}(string path) : base(3) { } public LineModel() : this(\"a\") { }")]
    public void A_constructor_that_goes_past_the_generated_one(string constructor) => Assert.Contains(
        "leaves its layers null: begin it with `: this(seed)`",
        Marked.Message(Sources.LineModel.Replace("[Embedding(V, E)]", constructor + " [Embedding(V, E)]", System.StringComparison.Ordinal)), System.StringComparison.Ordinal);

    [Fact]
    public void A_cell_of_another_precision() => Assert.Contains("Single precision, the model in Double", Marked.Message(Sources.Cell(Step) + """

        [SequenceModel(Precision = Precision.Double)]
        public sealed partial class Model
        {
            [Recurrent({|RNN0221:typeof(Cell)|})] public partial Recurrent Memory { get; }

            [Forward] Sequence Run(Sequence x) => Memory.Scan(x);
        }
        """), System.StringComparison.Ordinal);

    [Fact]
    public void A_cell_of_tokens_as_a_layer() => Assert.Contains("look its row up in an [Embedding]", Marked.Message(Sources.Usings + """
        [RecurrentCell]
        public sealed partial class Cell
        {
            [Table(7, 4)] public partial Matrix E { get; }

            [Step] public Vector Next([Input] int token, [State(4)] Vector h) => Tanh(Row(E, token) + h);
        }

        [SequenceModel]
        public sealed partial class Model
        {
            [Recurrent({|RNN0221:typeof(Cell)|})] public partial Recurrent Memory { get; }

            [Forward] Sequence Run(Sequence x) => Memory.Scan(x);
        }
        """), System.StringComparison.Ordinal);

    [Fact]
    public void Checkpoints_of_a_cell_that_attends_are_silent() => Marked.Verify(Sources.Usings + """
        [RecurrentCell]
        public sealed partial class Cell
        {
            [Step] public Vector Next([Input(4)] Vector x, [State(4)] Vector h, [Memory(4)] Memory keys) => Tanh(x + Context(Softmax(Dot(h, keys)), keys));
        }

        [SequenceModel]
        public sealed partial class Model
        {
            [Recurrent(typeof(Cell), Checkpoint = 10)] public partial Recurrent Layer { get; }

            [Forward] Sequence Run(Sequence x, [Shape("B", "S", "4")] Sequence keys) => Layer.Scan(x, keys);
        }
        """);

    [Fact]
    public void Well_formed_declarations_are_silent()
    {
        Marked.Verify(Sources.MinimalGatedUnit);
        Marked.Verify(Sources.LineModel);
        Marked.Verify(Sources.Usings + "[Lstm(3, 4)] public sealed partial class MyLstm; [Gru(3, 4, Reset = GruReset.BeforeProduct)] partial class MyGru { }");
    }

    [Theory]
    [InlineData("Pass", "Out", "`Pass` is a member of the generated half")]
    [InlineData("Parameters", "Out", "`Parameters` is a member of the generated half")]
    [InlineData("In", "IN", "differs from another layer only in case")]
    public void A_layer(string first, string second, string says)
    {
        string source = Sources.Usings + $$"""
            [SequenceModel]
            public sealed partial class Tagger
            {
                [Embedding(4, 3)] public partial Embedding FIRST { get; }
                [Linear(3, 2)] public partial Linear SECOND { get; }

                [Forward]
                Sequence Logits(Tokens tokens) => {{second}}.Apply({{first}}.Lookup(tokens));
            }
            """;
        string marked = says.StartsWith('`')
            ? source.Replace("FIRST", "{|RNN0221:" + first + "|}", System.StringComparison.Ordinal).Replace("SECOND", second, System.StringComparison.Ordinal)
            : source.Replace("FIRST", first, System.StringComparison.Ordinal).Replace("SECOND", "{|RNN0221:" + second + "|}", System.StringComparison.Ordinal);
        Assert.Contains(says, Marked.Message(marked), System.StringComparison.Ordinal);
    }
}
