using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Analyzers.Declarations;
using RnnGen.Analyzers.Facts;
using RnnGen.Generator.Model;
using RnnGen.Generator.Reading;

namespace RnnGen.Analyzers.Rules;

/// <summary>RNN0701 to RNN0705 and RNN0709: what the equations and initial values of a cell say about the gradients to come.</summary>
internal sealed class CellRules(INamedTypeSymbol type, CellReading reading, FactReader facts, Report report)
{
    private readonly CellSpec cell = reading.Spec!;
    private readonly StepTerms terms = new(reading.Spec!, reading.Spec!.Step!);

    public void Run()
    {
        BpttFact? bptt = facts.BpttOf(type);
        foreach (PlainRecurrence recurrence in Recurrences.Plain(terms))
        {
            Vanishing(recurrence, bptt);
            Unbounded(recurrence, bptt);
        }

        foreach (GatedRecurrence gate in Recurrences.Gated(terms))
            Forgetting(gate, bptt);
        DropoutOnMemory();
        Saturation();
    }

    private void Vanishing(PlainRecurrence recurrence, BpttFact? bptt)
    {
        ParameterSpec matrix = cell.Parameters[recurrence.Matrix];
        if (bptt is not { Dependency: > 0 } || IsAllowed(recurrence.Matrix) || SingularValues.Largest(matrix) is not var (sigma, isExact))
            return;
        double factor = (RecurrenceMath.Slope(recurrence.Activation) ?? 1) * sigma;
        double bound = Math.Pow(factor, bptt.Dependency);
        if (bound < RecurrenceMath.Vanished)
            report.Add(
                CellDescriptors.Vanishing,
                reading.ParameterPlaces[recurrence.Matrix],
                isExact ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                cell.States[recurrence.State].Name,
                Text(bptt.Dependency),
                $"{RecurrenceMath.Text(factor)}^{Text(bptt.Dependency)} = {RecurrenceMath.Text(bound)}",
                isExact ? "at most" : "about",
                Text(RecurrenceMath.StepsUntilVanished(factor) ?? 0));
    }

    private void Unbounded(PlainRecurrence recurrence, BpttFact? bptt)
    {
        if (facts.PolicyOf(type) is not null)
            return;
        ParameterSpec matrix = cell.Parameters[recurrence.Matrix];
        int span = Math.Max(Math.Max(bptt?.Dependency ?? 0, bptt?.Window ?? 0), cell.TimeSteps);
        double factor = SingularValues.Largest(matrix) is (var sigma, true) ? (RecurrenceMath.Slope(recurrence.Activation) ?? 1) * sigma : 0;
        bool explodes = span > 0 && factor > 1 && Math.Pow(factor, span) > RecurrenceMath.Exploded;
        bool isUnbounded = RecurrenceMath.IsUnbounded(recurrence.Activation) || (recurrence.Activation == OpCode.Add && matrix.IsMatrix);
        if (explodes)
            report.Add(CellDescriptors.Unbounded, reading.ParameterPlaces[recurrence.Matrix], cell.States[recurrence.State].Name,
                $"the gradient can grow by {RecurrenceMath.Text(factor)} at every step, {RecurrenceMath.Text(factor)}^{Text(span)} = {Math.Pow(factor, span).ToString("0.#e0", CultureInfo.InvariantCulture)}");
        else if (isUnbounded)
            report.Add(CellDescriptors.Unbounded, reading.ParameterPlaces[recurrence.Matrix], cell.States[recurrence.State].Name,
                recurrence.Activation == OpCode.Add ? "nothing limits it from step to step" : $"`{recurrence.Activation}` does not limit it from step to step");
    }

    private void Forgetting(GatedRecurrence gate, BpttFact? bptt)
    {
        if (bptt is not { Dependency: > 0 } || !gate.IsKnown || gate.Biases.Count == 0 || IsAllowed(gate.Biases[0]))
            return;
        double bias = gate.Biases.Sum(index => BitConverter.Int64BitsToDouble(cell.Parameters[index].ValueBits)) * (gate.IsComplement ? -1 : 1);
        double kept = RecurrenceMath.Retained(bias, bptt.Dependency);
        if (kept >= RecurrenceMath.Vanished)
            return;
        double wanted = RecurrenceMath.BiasThatKeeps(0.1, bptt.Dependency) * (gate.IsComplement ? -1 : 1);
        double own = BitConverter.Int64BitsToDouble(cell.Parameters[gate.Biases[0]].ValueBits);
        double value = wanted - (gate.Biases.Sum(index => BitConverter.Int64BitsToDouble(cell.Parameters[index].ValueBits)) - own);
        report.Add(
            CellDescriptors.Forgetting,
            reading.ParameterPlaces[gate.Biases[0]],
            ImmutableDictionary<string, string?>.Empty.Add(ValueProperty, value.ToString("0.##", CultureInfo.InvariantCulture)),
            gate.GateName ?? "the gate",
            RecurrenceMath.Text(kept),
            cell.States[gate.State].Name,
            Text(bptt.Dependency),
            value.ToString("0.##", CultureInfo.InvariantCulture));
    }

    /// <summary>Property of a diagnostic: the number to write.</summary>
    internal const string ValueProperty = "Value";

    private void DropoutOnMemory()
    {
        StepSpec step = cell.Step!;
        int count = 0;
        for (int i = 0; i < step.Lines.Count; i++)
        {
            if (step.Lines[i] is not { Op: OpCode.Dropout, Operands: [var dropped, var rate, ..] })
                continue;
            int line = i;
            Location place = DropoutPlace(count++);
            if (terms[rate].Op == OpCode.Constant && BitConverter.Int64BitsToDouble(terms[rate].Bits) == 0)
            {
                report.Add(CellDescriptors.DropoutWithoutEffect, place, "its rate is 0");
                continue;
            }

            for (int state = 0; state < step.NextStates.Count; state++)
            {
                int own = state;
                bool carries = terms.DependsOn(step.NextStates[state], leaf => ReferenceEquals(leaf, step.Lines[line]));
                bool reads = terms.IsState(dropped, state) || (step.NextStates[state] == i && terms.DependsOn(dropped, leaf => leaf.Op == OpCode.State && leaf.Index == own));
                if (carries && reads)
                {
                    report.Add(CellDescriptors.DropoutOnMemory, place, cell.States[state].Name);
                    break;
                }
            }
        }
    }

    /// <summary>Sigmoid and tanh of sums whose terms are wide from the start.</summary>
    private void Saturation()
    {
        foreach (Line line in cell.Step!.Lines)
            if (line is { Op: OpCode.Sigmoid or OpCode.Tanh, Operands: [var argument] })
            {
                double variance = 0;
                int widest = -1;
                foreach ((int summand, _) in terms.Summands(argument))
                    if (terms[summand] is { Op: OpCode.MatVec, Operands: [var operand] } product && VarianceOf(cell.Parameters[product.Index]) is { } own)
                    {
                        double square = terms[operand].Op == OpCode.State ? 0.5 : terms[operand].Op == OpCode.Input ? 1 : 0;
                        double added = cell.Parameters[product.Index].Columns!.Value * own * square;
                        widest = widest < 0 || added > variance ? product.Index : widest;
                        variance += added;
                    }

                if (widest >= 0 && Math.Sqrt(variance) > 3 && reading.ParameterPlaces[widest] is { } place)
                    report.Add(CellDescriptors.Saturated, place, cell.Parameters[widest].Name, line.Name ?? line.Op.ToString(), RecurrenceMath.Text(Math.Sqrt(variance)),
                        RecurrenceMath.Text(1 / Math.Sqrt(cell.Parameters[widest].Columns!.Value)));
            }
    }

    private static double? VarianceOf(ParameterSpec parameter)
    {
        double gain = BitConverter.Int64BitsToDouble(parameter.GainBits);
        return parameter.Init switch
        {
            Init.Normal => gain * gain,
            Init.Uniform => gain * gain / (3.0 * parameter.Rows.Value),
            Init.Glorot => gain * gain * 2 / (parameter.Rows.Value + parameter.Columns!.Value),
            Init.Orthogonal => gain * gain / Math.Max(parameter.Rows.Value, parameter.Columns!.Value),
            _ => null,
        };
    }

    /// <summary>Where the n-th dropout of the step is written: lines are in the order of evaluation, an inner call before the outer one.</summary>
    private Location DropoutPlace(int number)
    {
        IMethodSymbol? step = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => method.Find(facts.Known.Step) is not null);
        InvocationExpressionSyntax? call = step?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(invocation => invocation.Expression is IdentifierNameSyntax { Identifier.ValueText: "Dropout" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dropout" })
            .OrderBy(invocation => invocation.Span.End).ElementAtOrDefault(number);
        return call?.GetLocation() ?? step?.Place() ?? type.Place();
    }

    private bool IsAllowed(int parameter) => facts.Has(type, "AllowVanishing")
        || type.GetMembers(cell.Parameters[parameter].Name).Any(member => facts.Has(member, "AllowVanishing"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
