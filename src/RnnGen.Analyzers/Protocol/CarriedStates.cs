using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Analyzers.Facts;

namespace RnnGen.Analyzers.Protocol;

/// <summary>A state that one round of a loop leaves to the next.</summary>
/// <param name="Holder">The variable or member that holds it.</param>
/// <param name="Read">The call that begins with it.</param>
/// <param name="Written">What it is set to.</param>
internal sealed record CarriedValue(ISymbol Holder, IInvocationOperation Read, IOperation Written);

/// <summary>Finds states that are carried from round to round of a loop.</summary>
internal sealed class CarriedStates(Helpers helpers, StateTypes states)
{
    /// <summary>States that a loop hands on, and never begins anew or cuts off in the loop.</summary>
    public IEnumerable<CarriedValue> In(LoopBody loop)
    {
        foreach (IInvocationOperation call in loop.Calls)
            foreach (IArgumentOperation argument in call.Arguments)
                if (states.IsState(argument.Value.Type is { } type ? LoopBody.Bare(argument.Value).Type ?? type : null) && LoopBody.SymbolOf(argument.Value) is { } holder
                    && loop.IsOutside(holder) && loop.ValuesOf(holder).ToList() is [var value] && !IsFresh(value) && helpers.Facts.Of(call.TargetMethod).Roles.Length == 0)
                    yield return new CarriedValue(holder, call, LoopBody.Bare(value));
    }

    /// <summary>Whether a helper keeps a state in a field from call to call and never begins it anew.</summary>
    public IFieldSymbol? FieldOf(IMethodSymbol method, CancellationToken token)
    {
        if (!Helpers.IsCertain(method) || helpers.BodyOf(method.OriginalDefinition, token) is not { } body)
            return null;
        IReadOnlyList<IOperation> operations = body.AllOperations();
        foreach (IArgumentOperation argument in operations.OfType<IArgumentOperation>())
            if (LoopBody.Bare(argument.Value) is IFieldReferenceOperation { Field: var field } && states.IsState(field.Type))
            {
                IOperation[] values = [.. operations.OfType<ISimpleAssignmentOperation>()
                    .Where(assignment => assignment.Target is IFieldReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Field, field)).Select(assignment => assignment.Value)];
                if (values is [var value] && !IsFresh(value))
                    return field;
            }

        return null;
    }

    /// <summary>Whether a value is the beginning of a sequence, or cut off from what was before: null, a new state, a role.</summary>
    public bool IsFresh(IOperation value) => LoopBody.Bare(value) switch
    {
        { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation or IObjectCreationOperation => true,
        IConditionalOperation choice => IsFresh(choice.WhenTrue) || (choice.WhenFalse is { } other && IsFresh(other)),
        ICoalesceOperation coalesce => IsFresh(coalesce.WhenNull),
        var other => other.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => helpers.Facts.Of(call.TargetMethod).Roles.Any(fact => fact.Role is Role.Stop or Role.Reset)),
    };
}
