using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emit;

/// <summary>Values of elementwise loops as local variables of lanes.</summary>
/// <param name="namer">Names of the method.</param>
/// <param name="precision">Of its constants.</param>
internal sealed class LaneText(Namer namer, Precision precision)
{
    /// <summary>The variable of a value.</summary>
    public string Local(Value value) => value.Op == OpCode.Broadcast ? Local(value.Operands[0]) : namer.Name(value, value.Name ?? value.Label ?? "u");

    /// <summary>What is stored for a value.</summary>
    public string Stored(Value value) => value.IsConstant ? "Lanes.Create(" + Literals.Element(value.Constant, precision) + ")" : Local(value);

    /// <summary>A line that adds a value to what lies in memory.</summary>
    /// <param name="value">The value.</param>
    /// <param name="origin">First element of a row.</param>
    /// <param name="offset">Where to add.</param>
    /// <param name="isCut">Whether the last block has fewer features than sixteen.</param>
    public string Added(Value value, string origin, string offset, bool isCut) =>
        $"(Lanes.Load(ref {origin}, {offset}) + {Stored(value)}).{(isCut ? "StoreFirst" : "Store")}(ref {origin}, {offset}{(isCut ? ", live" : "")});";

    /// <summary>The variables that a loop computes, one a line.</summary>
    /// <param name="kernel">The loop.</param>
    /// <param name="known">Values that variables hold already; what is computed is added.</param>
    public IEnumerable<string> Lines(ElementwiseKernel kernel, HashSet<Value> known)
    {
        List<Value> computed = [.. KernelValues.ComputedBy(kernel).Where(v => !known.Contains(v))];
        Dictionary<Value, int> uses = computed.SelectMany(v => v.Operands).Concat(kernel.Written.Select(s => s.Value)).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        foreach (Value value in computed)
        {
            if (value.Op == OpCode.Broadcast)
            {
                continue; // its scalar was read into all lanes
            }

            if (value.Name is not null || value.Label is not null || uses[value] > 1 || kernel.Written.Any(s => s.Value == value))
            {
                yield return $"Lanes {Local(value)} = {Expression(value, 0, known)};";
                known.Add(value);
            }
        }
    }

    private string Expression(Value value, int minimum, HashSet<Value> known)
    {
        if (known.Contains(value) || value.Op == OpCode.Broadcast)
        {
            return Local(value);
        }

        if (value.IsConstant)
        {
            return Literals.Element(value.Constant, precision);
        }

        OpRow row = OpTable.Row(value.Op);
        bool call = row.CodePrecedence == 4;
        object[] operands = [.. value.Operands.Select((o, i) => (object)(call && o.IsConstant && value.Operands[0].IsConstant
            ? "Lanes.Create(" + Expression(o, 0, known) + ")"
            : Expression(o, call ? 0 : row.CodePrecedence + i, known)))];
        string text = string.Format(CultureInfo.InvariantCulture, row.Code, operands);
        return row.CodePrecedence < minimum ? "(" + text + ")" : text;
    }
}
