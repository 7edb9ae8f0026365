namespace RnnGen.Kernels;

/// <summary>A number known when code is compiled just in time: loops over it unroll, branches on it vanish.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <summary>1.</summary>
internal readonly struct One : ICount
{
    /// <inheritdoc/>
    public static int Value => 1;
}

/// <summary>2.</summary>
internal readonly struct Two : ICount
{
    /// <inheritdoc/>
    public static int Value => 2;
}

/// <summary>3.</summary>
internal readonly struct Three : ICount
{
    /// <inheritdoc/>
    public static int Value => 3;
}

/// <summary>4.</summary>
internal readonly struct Four : ICount
{
    /// <inheritdoc/>
    public static int Value => 4;
}

/// <summary>5.</summary>
internal readonly struct Five : ICount
{
    /// <inheritdoc/>
    public static int Value => 5;
}

/// <summary>6.</summary>
internal readonly struct Six : ICount
{
    /// <inheritdoc/>
    public static int Value => 6;
}

/// <summary>Which elements of the A operand of a tile lie next to each other.</summary>
internal interface IOperandOrder
{
    /// <summary>Those of one depth, row after row; otherwise those of one row.</summary>
    static abstract bool RowsTogether { get; }
}

/// <summary>A of a product with weights: a row of a panel.</summary>
internal readonly struct DepthTogether : IOperandOrder
{
    /// <inheritdoc/>
    public static bool RowsTogether => false;
}

/// <summary>A of a weight gradient: the transposed rows of a panel.</summary>
internal readonly struct RowsTogether : IOperandOrder
{
    /// <inheritdoc/>
    static bool IOperandOrder.RowsTogether => true;
}
