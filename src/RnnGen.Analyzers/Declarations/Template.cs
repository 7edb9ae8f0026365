using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Analyzers.Declarations;

/// <summary>The equations of the textbooks, and where a step differs from them.</summary>
internal sealed class Template(StepTerms terms)
{
    /// <summary>What differs first, or null when the step conforms.</summary>
    public string? DifferenceFromLstm()
    {
        if (terms.Step.NextStates.Count != 2)
            return $"an LSTM carries two states, h and c; this step carries {terms.Step.NextStates.Count}";
        string last = "";
        foreach (int c in new[] { 1, 0 })
        {
            int h = 1 - c;
            string cell = terms.Cell.States[c].Name, output = terms.Cell.States[h].Name;
            last = CellState(c, cell) ?? OutputState(terms.Step.NextStates[h], c, output, cell) ?? "";
            if (last.Length == 0)
                return null;
            if (CellState(c, cell) is null)
                return last;
        }

        return last;
    }

    /// <summary>What differs first, or null when the step conforms.</summary>
    public string? DifferenceFromGru()
    {
        if (terms.Step.NextStates.Count != 1)
            return $"a GRU carries one state; this step carries {terms.Step.NextStates.Count}";
        string h = terms.Cell.States[0].Name;
        if (terms.Summands(terms.Step.NextStates[0]) is not [(var a, false), (var b, false)])
            return $"`{h}'` is not the sum of two terms, (1 - z) * n + z * {h}";
        int[] left = [.. terms.Factors(a)], right = [.. terms.Factors(b)];
        (int[] kept, int[] taken) = left.Any(factor => terms.IsState(factor, 0)) ? (left, right) : (right, left);
        if (kept.Length != 2 || !kept.Any(factor => terms.IsState(factor, 0)) || taken.Length != 2)
            return $"no term of `{h}'` is a gate times `{h}`";
        int keep = kept.First(factor => !terms.IsState(factor, 0));
        int candidate = taken.Where(factor => terms[factor].Op == OpCode.Tanh).DefaultIfEmpty(-1).First();
        if (candidate < 0)
            return $"the candidate in `{h}'` is not a tanh";
        if (terms.Gate(keep) is not var (z, keepsByComplement) || terms.Gate(taken.First(factor => factor != candidate)) is not var (other, takesByComplement) || z != other || keepsByComplement == takesByComplement)
            return $"the two terms of `{h}'` are not weighted by z and 1 - z of one sigmoid gate";
        bool isReset = terms.DependsOn(terms[candidate].Operands[0], line => line.Op == OpCode.Multiply && line.Operands.Any(operand => terms[operand].Op == OpCode.Sigmoid));
        return isReset ? null : "no reset gate multiplies the state inside the candidate";
    }

    /// <summary>What differs first, or null when the step conforms.</summary>
    public string? DifferenceFromRnn()
    {
        PlainRecurrence? plain = Recurrences.Plain(terms).FirstOrDefault();
        string h = terms.Cell.States[0].Name;
        return plain is null ? $"`{h}'` is not an activation of W x + U {h} + b"
            : plain.Activation is OpCode.Tanh or OpCode.Relu ? null
            : $"`{h}'` is not tanh or max(0, ..) of W x + U {h} + b";
    }

    /// <summary>The parameters of the gate that keeps the memory and of the one that lets in, where the letters of their names are exchanged; null when they are not.</summary>
    public (string Keeps, string LetsIn)? SwappedGates()
    {
        foreach (GatedRecurrence gate in Recurrences.Gated(terms))
            if (!gate.IsComplement && gate.Matrices.Select(index => RoleOf(terms.Cell.Parameters[index].Name)).Where(role => role is not null).ToList() is { Count: > 0 } roles && roles.All(role => role == 'i'))
                foreach ((int summand, _) in terms.Summands(terms.Step.NextStates[gate.State]))
                    if (!terms.Factors(summand).Any(factor => terms.IsState(factor, gate.State))
                        && MatricesOf(summand) is { Count: > 0 } others && others.FirstOrDefault(name => RoleOf(name) == 'f') is { } other)
                        return (terms.Cell.Parameters[gate.Matrices.First(index => RoleOf(terms.Cell.Parameters[index].Name) is not null)].Name, other);
        return null;
    }

    /// <summary>The letter a parameter is named after, without what says that it is a weight of the input or the state.</summary>
    public static char? RoleOf(string name)
    {
        string rest = new([.. name.Where(char.IsLetter).SkipWhile(letter => letter is 'W' or 'U' or 'R' or 'b' or 'B')]);
        if (name.Length > 2 && name.Contains('_') && name.Split('_').Last() is { Length: 2 } pair && pair[0] is 'i' or 'h') // W_if: input, forget
            return name[name.Length - 1];
        return rest.Length == 1 ? char.ToLowerInvariant(rest[0]) : null;
    }

    private string? CellState(int c, string name)
    {
        if (terms.Summands(terms.Step.NextStates[c]) is not [(var a, false), (var b, false)])
            return $"`{name}'` is not the sum of two terms, f * {name} + i * g";
        int[] left = [.. terms.Factors(a)], right = [.. terms.Factors(b)];
        (int[] kept, int[] taken) = left.Any(factor => terms.IsState(factor, c)) ? (left, right) : (right, left);
        if (kept.Length != 2 || !kept.Any(factor => terms.IsState(factor, c)))
            return $"no term of `{name}'` is a gate times `{name}`";
        if (terms.Gate(kept.First(factor => !terms.IsState(factor, c))) is null)
            return $"what multiplies `{name}` is not a sigmoid gate";
        int candidate = taken.Where(factor => terms[factor].Op == OpCode.Tanh).DefaultIfEmpty(-1).First();
        if (taken.Length != 2 || candidate < 0)
            return $"the second term of `{name}'` is not i * g with g = tanh(..)";
        return terms.Gate(taken.First(factor => factor != candidate)) is null ? "what multiplies g is not a sigmoid gate" : null;
    }

    private string? OutputState(int line, int c, string name, string cell)
    {
        while (terms[line] is { Op: OpCode.MatVec, Operands: [var projected] })
            line = projected;
        int[] factors = [.. terms.Factors(line)];
        int squashed = factors.Where(factor => terms[factor].Op == OpCode.Tanh).DefaultIfEmpty(-1).First();
        if (factors.Length != 2 || squashed < 0)
            return $"`{name}'` is not o * tanh({cell}')";
        int inner = terms[squashed].Operands[0];
        if (terms[inner].Op == OpCode.LayerNorm)
            inner = terms[inner].Operands[0];
        if (inner != terms.Step.NextStates[c])
            return terms.IsState(inner, c) ? $"`{name}'` reads `{cell}` of the step before, not `{cell}'`" : $"what `{name}'` squashes is not `{cell}'`";
        return terms.Gate(factors.First(factor => factor != squashed)) is null ? $"what multiplies tanh({cell}') is not a sigmoid gate" : null;
    }

    private List<string> MatricesOf(int line)
    {
        List<string> names = [];
        foreach (int factor in terms.Factors(line))
            if (terms[factor] is { Op: OpCode.Sigmoid or OpCode.Exp, Operands: [var argument] })
                foreach ((int summand, _) in terms.Summands(argument))
                    if (terms[summand] is { Op: OpCode.MatVec } product)
                        names.Add(terms.Cell.Parameters[product.Index].Name);
        return names;
    }
}
