using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>
/// Reasons not to judge a method: a call with a role in a lambda, which may run at another time or not at all, or a model, its gradients, a
/// pass or an optimizer in the hands of code that nobody can see.
/// </summary>
internal sealed class Escapes(Helpers helpers, IReadOnlyList<IOperation> bodies)
{
    /// <summary>The first reason, or null.</summary>
    public string? Find(CancellationToken token)
    {
        foreach (IOperation operation in bodies.AllOperations())
            if (operation switch
            {
                IAnonymousFunctionOperation lambda when helpers.HasEvents(lambda.Body, token) => "a lambda has a part in it",
                IMethodReferenceOperation reference when HasPart(reference.Method, token) => "a delegate has a part in it",
                IInvocationOperation call when IsUnknown(call, token) => "`" + call.TargetMethod.Name + "` may have a part in it",
                IObjectCreationOperation { Constructor: { } constructor } creation when TakesPart(creation.Arguments) && IsUnknown(constructor) => "`" + constructor.ContainingType.Name + "` may have a part in it",
                _ => null,
            } is { } reason)
                return reason;
        return null;
    }

    private bool HasPart(IMethodSymbol method, CancellationToken token) =>
        helpers.Facts.Of(method).Roles.Any(fact => EventGraphBuilder.IsOfGradients(fact.Role)) || helpers.HasEvents(method, token);

    private bool IsUnknown(IInvocationOperation call, CancellationToken token)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsOfTheLibrary(method) || IsOfTheFramework(method) && method.MethodKind != MethodKind.DelegateInvoke || helpers.Facts.Of(method).Roles.Length > 0 || Helpers.IsCertain(method))
            return false;
        if (TakesPart(call.Arguments))
            return true;
        // A virtual method of the same class sees the class's fields.
        return call.Instance is IInstanceReferenceOperation && !helpers.Types.IsTrainable(method.ContainingType)
            && FieldsOf(call.Instance.Type).Any(field => helpers.Types.IsProtocolObject(field.Type));
    }

    private bool IsUnknown(IMethodSymbol constructor) => !IsOfTheLibrary(constructor) && !IsOfTheFramework(constructor)
        && (constructor.DeclaringSyntaxReferences.Length == 0 || constructor.ContainingType.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_IDisposable));

    private bool TakesPart(IEnumerable<IArgumentOperation> arguments) => arguments.Any(argument => helpers.Types.IsProtocolObject(Bare(argument.Value).Type));

    private bool IsOfTheLibrary(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, helpers.Types.Trainable?.ContainingAssembly)
        || helpers.Types.IsProtocolObject(method.ContainingType) && method.DeclaringSyntaxReferences.All(part => part.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal));

    private static bool IsOfTheFramework(IMethodSymbol method)
    {
        INamespaceSymbol? space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft" or "Xunit";
    }

    private static IEnumerable<IFieldSymbol> FieldsOf(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
                yield return field;
    }

    private static IOperation Bare(IOperation operation) => operation is IConversionOperation conversion ? Bare(conversion.Operand) : operation;
}
