using System;
using System.Threading;
using RnnGen.Generator.Emit;
using RnnGen.Generator.Model;
using Xunit;

namespace RnnGen.Generator.Tests.Faults;

/// <summary>A model that breaks its compiler does not take other output down.</summary>
public sealed class ModelFaultTests
{
    // No reader makes this: a call of a layer that does not exist.
    private static ModelSpec Broken => new(
        new TypeSpec("", [], "partial class Model", "Model", "Model", HasConstructor: false),
        default,
        [],
        new ForwardSpec(
            "Logits",
            [new ForwardParameter("tokens", ValueForm.Tokens, 0, null)],
            [new ForwardOp(ForwardCode.Lookup, [0], 0, new Dimension("E", 2), Layer: 5)],
            [new ForwardResult("Logits", 1)]));

    [Fact]
    public void Trap13_A_broken_model_keeps_its_surface()
    {
        string text = ModelCompiler.Compile((Broken, new BuiltInEquations([])), CancellationToken.None).Text;
        Assert.Contains("partial class Model", text, StringComparison.Ordinal);
        Assert.Contains("throw new global::System.InvalidOperationException", text, StringComparison.Ordinal);
    }
}
