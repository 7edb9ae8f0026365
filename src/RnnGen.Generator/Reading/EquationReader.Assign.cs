using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Reading;

/// <content>Locals, assignments and deconstructions.</content>
internal sealed partial class EquationReader
{
    private void Declare(IVariableDeclaratorOperation declarator, IVariableInitializerOperation? initializer)
    {
        if (declarator.Symbol.IsRef)
            Refuse(declarator);
        else if (initializer is not null)
            Bind(declarator.Symbol, Expression(initializer.Value));
    }

    private Term? Assign(IOperation target, Term? term)
    {
        switch (target)
        {
            case IDiscardOperation:
                return term;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, term);
            case ILocalReferenceOperation { Local.IsRef: false } local:
                return Bind(local.Local, term);
            case IParameterReferenceOperation parameter when signature.Variables.ContainsKey(parameter.Parameter):
                return Bind(parameter.Parameter, term);
            case ITupleOperation tuple when term is null or Term.Tuple:
                for (int i = 0; i < tuple.Elements.Length; i++)
                    Assign(tuple.Elements[i], (term as Term.Tuple)?.Elements.ElementAtOrDefault(i));
                return term;
            default:
                return Refuse(target, "Writing to `" + target.Syntax + "`", "a step only computes: use a local variable, or return the value as a state");
        }
    }

    private Term? Compound(ICompoundAssignmentOperation compound)
    {
        Term? value = compound.Target is ILocalReferenceOperation or IParameterReferenceOperation
            ? Binary(compound, compound.OperatorKind, compound.OperatorMethod, compound.Target, Expression(compound.Target), compound.Value)
            : null;
        if (value is Term.Number { Constant: var constant } && Number.Convert(constant, compound.Target.Type) is { } number)
            value = new Term.Number(number);
        return Assign(compound.Target, value);
    }

    private Term? Bind(ISymbol symbol, Term? term)
    {
        variables[symbol] = term;
        if (term is Term.Value value)
            lines.Name(value.Line, prefix + symbol.Name);
        return term ?? Fail();
    }
}
