using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Reading;

/// <content>Rows of tables, chosen by a token.</content>
internal sealed partial class EquationReader
{
    private bool IsRow(IMethodSymbol method) => KnownSymbols.Same(method.ContainingType, known.Equations) && method.Name == "Row";

    /// <summary><c>Row(E, token)</c>: one line for each table, however often it is written.</summary>
    private Term? RowOfTable(IInvocationOperation call)
    {
        IOperation[] arguments = [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value)];
        return (Expression(arguments[0]), Expression(arguments[1])) switch
        {
            (null, _) or (_, null) => Fail(),
            (Term.Table table, Term.Token token) => new Term.Vector(lines.RowOf(table.Index, token.Line, call.Syntax)),
            (Term.Table, _) => Refuse(call, "The row of `" + call.Syntax + "`", "the row is chosen by the step's token, a parameter marked `[Input] int`"),
            _ => Refuse(call, "The table of `" + call.Syntax + "`", "rows are read of a property marked [Table(count, size)]"),
        };
    }
}
