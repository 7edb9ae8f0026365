using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Reading;

/// <summary>The values of a forward method as they are read, with the texts that messages call them by.</summary>
internal sealed class ForwardGraph
{
    private readonly List<ForwardParameter> parameters = [];
    private readonly List<ForwardOp> ops = [];
    private readonly List<string> texts = [];

    /// <summary>Adds a parameter; all come before the first operation.</summary>
    public int Add(ForwardParameter parameter)
    {
        parameters.Add(parameter);
        texts.Add(parameter.Name);
        return parameters.Count - 1;
    }

    public int Add(ForwardOp op, string text)
    {
        ops.Add(op);
        texts.Add(text);
        return parameters.Count + ops.Count - 1;
    }

    public bool IsParameter(int value) => value < parameters.Count;

    public ForwardParameter Parameter(int value) => parameters[value];

    public ForwardOp Op(int value) => ops[value - parameters.Count];

    public ValueForm FormOf(int value) =>
        IsParameter(value) ? parameters[value].Form : Op(value).Axis < 0 ? ValueForm.Vectors : ValueForm.Sequence;

    public int AxisOf(int value) => IsParameter(value) ? parameters[value].Axis : Op(value).Axis;

    public Dimension? SizeOf(int value) => IsParameter(value) ? parameters[value].Size : Op(value).Size;

    public string TextOf(int value) => texts[value];

    /// <summary>The shape of a value for messages.</summary>
    public string ShapeOf(int value) => FormOf(value) switch
    {
        ValueForm.Tokens => "(B, T)",
        ValueForm.Sequence => "(B, T, " + SizeOf(value) + ")",
        _ => "(B, " + SizeOf(value) + ")",
    };

    /// <summary>The first layer a parameter goes into tells its size when nothing else does.</summary>
    public void Settle(int parameter, Dimension size) => parameters[parameter] = parameters[parameter] with { Size = size };

    public void Name(int value, string name)
    {
        if (!IsParameter(value) && Op(value).Name is null)
            ops[value - parameters.Count] = Op(value) with { Name = name };
    }

    /// <summary>The graph without operations that no result depends on.</summary>
    public ForwardSpec Finish(string name, IReadOnlyList<ForwardResult> results)
    {
        var live = new bool[texts.Count];
        foreach (ForwardResult result in results)
            live[result.Value] = true;
        for (int value = texts.Count - 1; value >= parameters.Count; value--)
            if (live[value])
                foreach (int operand in Op(value).Operands)
                    live[operand] = true;

        var place = new int[texts.Count];
        List<ForwardOp> kept = [];
        for (int value = 0; value < texts.Count; value++)
        {
            place[value] = IsParameter(value) ? value : parameters.Count + kept.Count;
            if (!IsParameter(value) && live[value])
                kept.Add(Op(value) with { Operands = Op(value).Operands.Select(operand => place[operand]).ToEquatableArray() });
        }

        return new ForwardSpec(
            name,
            parameters.ToEquatableArray(),
            kept.ToEquatableArray(),
            results.Select(result => result with { Value = place[result.Value] }).ToEquatableArray());
    }
}
