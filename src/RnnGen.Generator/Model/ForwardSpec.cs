using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>
/// The body of the forward method as a graph. Values are numbered: first the parameters, then the result of each operation in order.
/// Every operation leads to a result.
/// </summary>
/// <param name="Name">Method name.</param>
/// <param name="Parameters">The method's parameters.</param>
/// <param name="Ops">Operations; operands refer to earlier values.</param>
/// <param name="Results">What is returned.</param>
internal sealed record ForwardSpec(
    string Name,
    EquatableArray<ForwardParameter> Parameters,
    EquatableArray<ForwardOp> Ops,
    EquatableArray<ForwardResult> Results)
{
    public bool IsParameter(int value) => value < Parameters.Count;

    /// <summary>The operation that defines a value that is no parameter.</summary>
    public ForwardOp OpOf(int value) => Ops[value - Parameters.Count];

    public int ValueOf(int op) => op + Parameters.Count;

    /// <summary>The time axis a value runs along; -1 for one vector per sequence.</summary>
    public int AxisOf(int value) => IsParameter(value) ? Parameters[value].Axis : OpOf(value).Axis;

    /// <summary>Features; null for tokens.</summary>
    public Dimension? SizeOf(int value) => IsParameter(value) ? Parameters[value].Size : OpOf(value).Size;

    public bool IsTokens(int value) => IsParameter(value) && Parameters[value].Form == ValueForm.Tokens;

    /// <summary>Whether the model can be fed step by step: one input, one result, and nothing that looks at other steps than the past.</summary>
    /// <summary>
    /// Whether the last parameter are tokens that the model can be fed one by one after its other inputs: its result is a sequence along
    /// their axis, nothing along that axis looks ahead, and nothing else depends on it.
    /// </summary>
    public bool IsDecoder
    {
        get
        {
            ForwardParameter last = Parameters[Parameters.Count - 1];
            return Parameters.Count > 1 && last.Form == ValueForm.Tokens && Results.Count == 1 && AxisOf(Results[0].Value) == last.Axis
                && Parameters.Count(parameter => parameter.Axis == last.Axis) == 1
                && Ops.All(op => op.Axis == last.Axis
                    ? op.Code != ForwardCode.Reverse && !op.LooksAhead && !(op.HasMemory && AxisOf(op.Operands[op.Inputs]) == last.Axis)
                    : op.Operands.All(operand => AxisOf(operand) != last.Axis));
        }
    }

    /// <summary>Values that a decoder reads from what comes before it.</summary>
    public EquatableArray<int> Conditions
    {
        get
        {
            int axis = Parameters[Parameters.Count - 1].Axis;
            return Ops.Where(op => op.Axis == axis).SelectMany(op => op.Operands).Where(value => AxisOf(value) != axis).Distinct().ToEquatableArray();
        }
    }

    public bool IsCausal => Parameters.Count == 1 && Results.Count == 1 && Parameters[0].Axis == 0
        && AxisOf(Results[0].Value) == 0 && Ops.All(op => op.Axis == 0 && op.Code != ForwardCode.Reverse && !op.LooksAhead && !op.HasMemory);
}

/// <summary>What a value of a forward method is.</summary>
internal enum ValueForm
{
    Tokens,
    Sequence,
    Vectors,
}

/// <summary>A parameter of the forward method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">What it is.</param>
/// <param name="Axis">Its time axis, -1 for vectors. Parameters that declare the same name for it share one.</param>
/// <param name="Size">Features; null for tokens.</param>
internal sealed record ForwardParameter(string Name, ValueForm Form, int Axis, Dimension? Size);

/// <summary>Something a forward method returns.</summary>
/// <param name="Name">Name of the tuple element, or of the method.</param>
/// <param name="Value">Which value.</param>
internal sealed record ForwardResult(string Name, int Value);

/// <summary>What an operation of a forward method does.</summary>
internal enum ForwardCode
{
    Lookup,
    Scan,
    Apply,
    Add,
    Subtract,
    Multiply,
    Scale,
    Tanh,
    Sigmoid,
    Relu,
    Dropout,
    Concat,
    First,
    Last,
    Mean,
    Sum,
    Max,
    Repeat,
    Reverse,
    Final,
}

/// <summary>One operation of a forward method.</summary>
/// <param name="Code">What is done.</param>
/// <param name="Operands">Values. A scan has its inputs first, then its memory if it attends over one, then the initial states of all layers if they are given.</param>
/// <param name="Axis">Time axis of the result; -1 for vectors.</param>
/// <param name="Size">Features of the result.</param>
/// <param name="Layer">Layer of a Lookup, Scan or Apply; -1 otherwise.</param>
/// <param name="Index">Final: which state of the scan, counted over its cells.</param>
/// <param name="Bits">Scale: the factor. Dropout: the probability. (Doubles.)</param>
/// <param name="SummandBits">Scale: what is added after. (A double.)</param>
/// <param name="LooksAhead">Whether the layer reads steps to come.</param>
/// <param name="HasMemory">Whether a scan attends over a memory, the operand behind its inputs.</param>
/// <param name="Name">The local variable the value was assigned to first, or null.</param>
/// <param name="Inputs">Vectors a scan reads at every step.</param>
internal sealed record ForwardOp(
    ForwardCode Code,
    EquatableArray<int> Operands,
    int Axis,
    Dimension Size,
    int Layer = -1,
    int Index = 0,
    long Bits = 0,
    long SummandBits = 0,
    bool LooksAhead = false,
    bool HasMemory = false,
    string? Name = null,
    int Inputs = 1)
{
    /// <summary>Where the initial states of a scan begin among its operands.</summary>
    public int FirstInitial => HasMemory ? Inputs + 1 : Inputs;
}
