using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary><c>[SequenceModel] partial class</c> -> <see cref="ModelSpec"/>; without a forward when the method cannot be read.</summary>
internal static class ModelReader
{
    public static ModelSpec? ReadSpecOrNull(GeneratorAttributeSyntaxContext context, CancellationToken token)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        KnownSymbols known = KnownSymbols.For(context.SemanticModel.Compilation);
        return TypeReader.IsFirst(type.Find(known.SequenceModel), context.TargetNode)
            ? Read(type, context.SemanticModel.Compilation, token).Spec
            : null;
    }

    public static ModelReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken token)
    {
        KnownSymbols known = KnownSymbols.For(compilation);
        List<Problem> problems = [];
        if (type.Find(known.SequenceModel) is not { } attribute || TypeReader.Read(type, known, problems) is not { } typeSpec)
            return new ModelReading(null, problems, []);

        CheckConstructors(type, problems);
        var precision = (Precision)attribute.Named("Precision", 0);
        var layers = new LayerReader(known, compilation, precision, problems, token);
        layers.Read(type);
        IMethodSymbol[] methods = [.. type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Find(known.Forward) is not null)];
        ForwardSpec? forward = null;
        if (methods.Length != 1)
            problems.Add(new Problem(ProblemKind.Declaration, methods.Length == 0 ? type.Place() : methods[1].Place(), methods.Length == 0
                ? "`" + type.Name + "` needs one method marked [Forward] that composes its layers"
                : "`" + type.Name + "` has more than one method marked [Forward]: a model has one"));
        else if (layers.Complete && methods[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(token) is MethodDeclarationSyntax syntax)
            forward = new ForwardReader(known, layers, problems, token)
                .Read(methods[0], compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, token));

        var spec = new ModelSpec(typeSpec, precision, layers.Specs.ToEquatableArray(), problems.Count == 0 ? forward : null);
        return new ModelReading(spec, problems, [.. layers.Properties.Select(property => property.Place())]);
    }

    // The generated constructor makes the layers: one that goes past it would leave them null.
    private static void CheckConstructors(INamedTypeSymbol type, ICollection<Problem> problems)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared))
            if (constructor.DeclaringSyntaxReferences.Where(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal)).Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
                .Any(syntax => syntax.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true))
                problems.Add(new Problem(
                    ProblemKind.Declaration, constructor.Place(), "this constructor of `" + type.Name + "` leaves its layers null: begin it with `: this(seed)`, the generated constructor that makes them"));
    }
}
