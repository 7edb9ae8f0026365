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
            Term.MatrixValue value => value with { IsTransposed = !value.IsTransposed },
            Term.Table table => RefuseOperand(call, table),
            _ => Refuse(call, "`" + call.Syntax + "`", "`Transpose` takes a matrix and stands before a vector: `Transpose(W) * v`"),
        };

    /// <summary>Neither a weight, a transposed matrix, a table nor a token: something that elementwise operations can take.</summary>
    private static bool IsPlain(Term? term) => term is not (Term.Matrix or Term.MatrixValue { IsTransposed: true } or Term.Table or Term.Token);

    /// <summary>Refuses what is not plain.</summary>
    private Term? RefuseOperand(IOperation operation, Term term) => term switch
    {
        Term.Table table => Refuse(operation, "The table in `" + operation.Syntax + "`", "a token chooses a row of it: `Row(" + parameters.Specs[table.Index].Name + ", token)`; a matrix that multiplies is a [Weight]"),
        Term.Token => Refuse(operation, "The token in `" + operation.Syntax + "`", "a token only chooses a row: `Row(table, token)`; a number is a `Scalar` marked [Input]"),
        _ => Refuse(
            operation,
            "The matrix in `" + operation.Syntax + "`",
            "a weight or a transposed matrix multiplies a vector: `W * v`, `Transpose(C) * v`; elementwise operations take matrices of the step, such as a [State(m, n)] or `Outer(a, b)`"),
    };
}
