using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Reading;

/// <content>What an equation says of matrices besides their products.</content>
internal sealed partial class EquationReader
{
    private bool IsTranspose(IMethodSymbol method) => KnownSymbols.Same(method.ContainingType, known.Equations) && method.Name == "Transpose";

    private Term? Transpose(IInvocationOperation call) => call.Arguments is not [{ Value: { } argument }]
        ? Refuse(call)
        : Expression(argument) switch
        {
            null => null,
            Term.Matrix matrix => matrix with { IsTransposed = !matrix.IsTransposed },
            _ => Refuse(call, "`" + call.Syntax + "`", "`Transpose` takes a [Weight] matrix: write `Transpose(W) * v`"),
        };
}
