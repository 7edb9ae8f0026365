using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using RnnGen.Analyzers.Facts;
using RnnGen.Analyzers.Tests.Harness;
using Xunit;

namespace RnnGen.Analyzers.Tests.Facts;

/// <summary>Facts are read from attributes, of the library and of users, through overrides and interfaces.</summary>
public sealed class FactTests
{
    private const string Source = Sources.Usings + """
        interface ITrainer
        {
            [Role(Role.Backward, Scaled = true)] void Learn();
            [Role(Role.Clip)] [Role(Role.Step, Clears = true)] void Apply();
        }

        class Trainer : ITrainer
        {
            public virtual void Learn() { }
            void ITrainer.Apply() { }
            [Shape("B", "T", "V"), ValueKind(ValueKind.Logits), Padding(Padding.Padded, Side.Left)] public Tensor Scores([FixedLength] Tensor x, [return: TargetShift(1)] int y) => x;
            [return: DataOrder(DataOrder.Independent)] public int[] Data() => [];
            [GradientPolicy(Clip.None, Because = "convex")] public void Fit() { }
            [Bptt(Window = 20, Dependency = 50, CarryState = true)] public void Run() { }
        }

        class Other : Trainer { public override void Learn() { } }
        """;

    private static readonly Compilation Compilation = Compile.From(Source.Replace(", [return: TargetShift(1)] int y", "", StringComparison.Ordinal));

    [Theory]
    [InlineData(typeof(RnnGen.Role), typeof(Analyzers.Facts.Role))]
    [InlineData(typeof(RnnGen.ValueKind), typeof(Analyzers.Facts.ValueKind))]
    [InlineData(typeof(RnnGen.Padding), typeof(Analyzers.Facts.Padding))]
    [InlineData(typeof(RnnGen.Side), typeof(Analyzers.Facts.Side))]
    [InlineData(typeof(RnnGen.Direction), typeof(Analyzers.Facts.Direction))]
    [InlineData(typeof(RnnGen.Clip), typeof(Analyzers.Facts.Clip))]
    [InlineData(typeof(RnnGen.DataOrder), typeof(Analyzers.Facts.DataOrder))]
    public void Enumerations_mirror_the_runtime(Type runtime, Type mirror) => Assert.Equal(Enum.GetNames(runtime), Enum.GetNames(mirror));

    [Theory]
    [InlineData("Trainer", "Learn")]
    [InlineData("Other", "Learn")]
    public void Roles_of_an_interface_hold_for_implementations(string type, string method) =>
        Assert.Equal(new RoleFact(Analyzers.Facts.Role.Backward, IsScaled: true), Assert.Single(Of(type, method).Roles));

    [Fact]
    public void Roles_keep_their_order_through_an_explicit_implementation()
    {
        IMethodSymbol apply = Compilation.GetTypeByMetadataName("Trainer")!.GetMembers().OfType<IMethodSymbol>().Single(m => m.Name.EndsWith("Apply", StringComparison.Ordinal));
        Assert.Equal(
            [new RoleFact(Analyzers.Facts.Role.Clip), new RoleFact(Analyzers.Facts.Role.Step, Clears: true)], FactReader.For(Compilation).Of(apply).Roles);
    }

    [Fact]
    public void Values()
    {
        MethodFacts scores = Of("Trainer", "Scores");
        Assert.Equal(["B", "T", "V"], scores.Result.Axes);
        Assert.Equal((Analyzers.Facts.ValueKind.Logits, Analyzers.Facts.Padding.Padded, Analyzers.Facts.Side.Left), (scores.Result.Kind, scores.Result.Padding, scores.Result.Side));
        Assert.True(FactReader.For(Compilation).Of(Method("Trainer", "Scores").Parameters[0]).IsFixedLength);
        Assert.Equal(Analyzers.Facts.DataOrder.Independent, Of("Trainer", "Data").Result.Order);
        Assert.Equal(new PolicyFact(Analyzers.Facts.Clip.None, 0, "convex"), Of("Trainer", "Fit").Policy);
        Assert.Equal(new BpttFact(50, 20, CarriesState: true), Of("Trainer", "Run").Bptt);
    }

    [Theory]
    [InlineData("RnnGen.Optimizer", "Step", Analyzers.Facts.Role.Step)]
    [InlineData("RnnGen.Gradients", "ClipByGlobalNorm", Analyzers.Facts.Role.Clip)]
    [InlineData("RnnGen.Gradients", "Clear", Analyzers.Facts.Role.Zero)]
    [InlineData("RnnGen.OfflinePass`1", "Backward", Analyzers.Facts.Role.Backward)]
    [InlineData("RnnGen.CellPass`1", "Backward", Analyzers.Facts.Role.Backward)]
    internal void The_library_states_its_own(string type, string method, Analyzers.Facts.Role role) =>
        Assert.All(Compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>(), m => Assert.True(FactReader.For(Compilation).Of(m).Has(role)));

    [Fact]
    public void Without_the_library_there_are_none()
    {
        FactReader reader = FactReader.For(Compile.From(Compile.Framework, "namespace RnnGen { class RoleAttribute : System.Attribute { } class C { [Role] void M() { } } }"));
        Assert.False(reader.IsAvailable);
    }

    private static MethodFacts Of(string type, string method) => FactReader.For(Compilation).Of(Method(type, method));

    private static IMethodSymbol Method(string type, string method) => (IMethodSymbol)Compilation.GetTypeByMetadataName(type)!.GetMembers(method).Single();
}
