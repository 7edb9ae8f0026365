using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Analyzers.Flow;

/// <content>Calls: attributes of the callee win, then what its body does with these arguments, else nothing is known.</content>
internal sealed partial class Evaluator
{
    private FlowValue Invoke(IInvocationOperation invocation)
    {
        FlowArgument? receiver = invocation.Instance is { } instance ? new FlowArgument(null, Evaluate(instance), instance) : null;
        ImmutableArray<FlowArgument> arguments = ArgumentsOf(invocation.Arguments);
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver?.Value.Function is { } lambda)
            return Apply(context.Summaries.Of(lambda, [.. arguments.Select(argument => argument.Value)], depth, token), invocation, arguments);
        if (method.MethodKind == MethodKind.LocalFunction)
            return Apply(LocalFunction(method, arguments), invocation, arguments);
        FlowValue result = Call(method, invocation, receiver, arguments);
        if (receiver?.Operation is IInstanceReferenceOperation && !method.IsStatic && !context.IsRuntime(method))
            state.Forget(static key => key is IFieldSymbol { IsReadOnly: false } or IPropertySymbol);
        return result;
    }

    private FlowValue Create(IObjectCreationOperation creation)
    {
        ImmutableArray<FlowArgument> arguments = ArgumentsOf(creation.Arguments);
        FlowValue result = creation.Constructor is { } constructor ? Call(constructor, creation, null, arguments) : FlowValue.Unknown;
        if (creation.Initializer is { } initializer)
            Evaluate(initializer);
        return result;
    }

    private FlowValue Property(IPropertyReferenceOperation reference)
    {
        if (KeyOf(reference) is { } key && state.Get(key) is { } written)
            return written;
        FlowArgument? receiver = reference.Instance is { } instance ? new FlowArgument(null, Evaluate(instance), instance) : null;
        FlowValue? known = receiver?.Value.Members?[reference.Property.Name];
        if (known is not null && !IsOfLibrary(reference.Property.ContainingType))
            return known;
        ImmutableArray<FlowArgument> arguments = ArgumentsOf(reference.Arguments);
        return receiver?.Value.Elements is { } elements && arguments is [{ Operation: { } index }] && Ranges.IndexIn(index, elements.Count) is var at and >= 0
            ? elements[at]
            : Call(reference.Property, reference, receiver, arguments, known);
    }

    /// <summary>Whether a type is the library's, or generated on top of one that is.</summary>
    private bool IsOfLibrary(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (context.IsRuntime(type))
                return true;
        return false;
    }

    private ImmutableArray<FlowArgument> ArgumentsOf(ImmutableArray<IArgumentOperation> arguments)
    {
        // Evaluated as written, given in the order of the parameters.
        ImmutableArray<FlowArgument>.Builder given = ImmutableArray.CreateBuilder<FlowArgument>(arguments.Length);
        bool isInOrder = true;
        foreach (IArgumentOperation argument in arguments)
        {
            isInOrder &= given.Count == 0 || given[given.Count - 1].Parameter?.Ordinal <= argument.Parameter?.Ordinal;
            given.Add(new FlowArgument(argument.Parameter, argument.Parameter?.RefKind == RefKind.Out ? FlowValue.Unknown : Evaluate(argument.Value), argument.Value));
        }

        return isInOrder ? given.MoveToImmutable() : [.. given.OrderBy(argument => argument.Parameter?.Ordinal ?? int.MaxValue)];
    }

    private FlowValue Call(ISymbol member, IOperation operation, FlowArgument? receiver, ImmutableArray<FlowArgument> arguments, FlowValue? known = null)
    {
        token.ThrowIfCancellationRequested();
        if (calls.Find(operation, member, receiver, arguments, known) is { } before)
        {
            Hear(before.Call, before.Result, before.Summary, arguments);
            return before.Result;
        }

        var call = new FlowCall(member.OriginalDefinition, operation, receiver, arguments, context, depth);
        FlowSummary? summary = member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.ReducedExtension } method
            ? context.Summaries.Of(method, ByParameter(method, arguments), depth, token)
            : null;
        FlowValue result = known ?? summary?.Result ?? FlowValue.Unknown;
        if (member is IPropertySymbol property && result.IsUnknown)
            result = context.Declared(property.OriginalDefinition);
        foreach (FlowDomain domain in FlowCatalog.Domains)
            result = domain.Call(call, result);
        calls.Keep(new(call, member, known, summary, result));
        Hear(call, result, summary, arguments);
        return result;
    }

    /// <summary>What a call leaves behind besides its result: findings, and what it writes to its arguments.</summary>
    private void Hear(FlowCall call, FlowValue result, FlowSummary? summary, ImmutableArray<FlowArgument> arguments)
    {
        if (report is not null)
        {
            Apply(summary, call.Operation, arguments);
            foreach (FlowRule rule in context.Rules)
                rule.OnCall(call, result, report);
        }

        foreach (FlowArgument argument in arguments)
            if (argument is { Parameter: { RefKind: RefKind.Out or RefKind.Ref } parameter, Operation: { } target })
                AssignOut(call, parameter, target, summary);
    }

    private void AssignOut(FlowCall call, IParameterSymbol parameter, IOperation target, FlowSummary? summary)
    {
        FlowValue value = summary?.Outs.ElementAtOrDefault(parameter.Ordinal) ?? FlowValue.Unknown;
        foreach (FlowDomain domain in FlowCatalog.Domains)
            value = domain.Out(call, parameter, value);
        Assign(target, value, call.Operation);
    }

    private static FlowValue[] ByParameter(IMethodSymbol method, ImmutableArray<FlowArgument> arguments)
    {
        var values = new FlowValue[method.Parameters.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == i)?.Value ?? FlowValue.Unknown;
        return values;
    }

    /// <summary>Takes over what a body does. Mistakes that come from the arguments are reported where the arguments are written.</summary>
    private FlowValue Apply(FlowSummary? summary, IOperation call, ImmutableArray<FlowArgument> arguments)
    {
        if (summary is null)
            return FlowValue.Unknown;
        if (report is not null)
            foreach (FlowFinding finding in summary.Findings)
            {
                IOperation place = finding.Parameter is { } parameter
                    ? arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Operation ?? call
                    : call;
                report.Add(finding with
                {
                    Place = place.Syntax,
                    Properties = ImmutableDictionary<string, string?>.Empty,
                    Parameter = (place.WithoutConversions() as IParameterReferenceOperation)?.Parameter,
                });
            }

        return summary.Result;
    }

    private FlowSummary? LocalFunction(IMethodSymbol method, ImmutableArray<FlowArgument> arguments)
    {
        Microsoft.CodeAnalysis.FlowAnalysis.ControlFlowGraph? body = graph.LocalFunctions.Contains(method) ? graph.GetLocalFunctionControlFlowGraph(method, token) : null;
        return body is null ? null : context.Summaries.Of(new FlowFunction(method, body, Captured()), ByParameter(method, arguments), depth, token);
    }

    private FlowValue Lambda(IFlowAnonymousFunctionOperation lambda)
    {
        var function = new FlowFunction(lambda.Symbol, graph.GetAnonymousFunctionControlFlowGraph(lambda, token), Captured());
        if (report is not null)
            new FlowRun(context, lambda.Symbol, function.Body, FlowRun.Entry(context, lambda.Symbol, function.Captured), report, depth + 1, token).Run();
        return new FlowValue { Function = function };
    }

    private FlowValue MethodGroup(IMethodReferenceOperation reference)
    {
        Evaluate(reference.Instance);
        return context.GraphOf(reference.Method.OriginalDefinition, token) is { } body
            ? new FlowValue { Function = new FlowFunction(reference.Method.OriginalDefinition, body, FlowState.Empty()) }
            : FlowValue.Unknown;
    }

    /// <summary>The variables that a function written here can rely on.</summary>
    private FlowState Captured() => state.Where(key => key is ILocalSymbol or IParameterSymbol && variables.IsWrittenOnce((ISymbol)key));
}
