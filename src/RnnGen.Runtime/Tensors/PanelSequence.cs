using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>A sequence whose rows lie packed in panels.</summary>
/// <typeparam name="T">Element type of the panels.</typeparam>
internal abstract class PanelSequence<T>(Packing packing, int features) : Sequence(packing, features)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The values, one slot.</summary>
    internal abstract Panel<T> Values { get; }

    /// <summary>Where a loss leaves its gradient; empty when no backward pass will follow.</summary>
    internal abstract Panel<T> Gradient { get; }

    public override Tensor ToTensor() => PanelBorder.ToTensor(Values, Packing);

    internal sealed override bool TryGetPanels<TPanel>(out Panel<TPanel> values, out Panel<TPanel> gradient)
    {
        if (typeof(TPanel) != typeof(T))
        {
            values = default;
            gradient = default;
            return false;
        }

        values = Panel<T>.As<TPanel>(Values);
        gradient = Panel<T>.As<TPanel>(Gradient);
        return true;
    }

    internal override void PackInto<TTarget>(Panel<TTarget> rows)
    {
        Panel<T> values = Values;
        if (typeof(TTarget) == typeof(T))
        {
            PanelBorder.Copy(Panel<T>.As<TTarget>(values), rows);
            return;
        }

        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int feature = 0; feature < rows.BlockCount * Panel<T>.Lanes; feature++)
            {
                rows[row, feature] = feature < Features ? TTarget.CreateTruncating(values[row, feature]) : TTarget.Zero;
            }
        }
    }
}

/// <summary>A sequence in panels of its own.</summary>
/// <typeparam name="T">Element type of the panels.</typeparam>
internal sealed class OwnedSequence<T>(Packing packing, int features) : PanelSequence<T>(packing, features)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> memory = new(Panel<T>.Length(features, 1, packing.Rows));

    internal override Panel<T> Values => new(memory.Span, Features, 1, Packing.Rows);

    internal override Panel<T> Gradient => default;
}
