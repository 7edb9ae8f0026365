namespace RnnGen;

/// <summary>A loss of tensors: its value, and the gradient of the mean.</summary>
public sealed class TensorLoss
{
    internal TensorLoss(LossValue total, Tensor gradient)
    {
        Total = total;
        Gradient = gradient;
    }

    /// <summary>Sum, number of counted positions and mean.</summary>
    public LossValue Total { get; }

    /// <summary>Mean over the counted positions; 0 when there is none.</summary>
    public double Value => Total.Value;

    /// <summary>Gradient of the mean with respect to the predictions, in their shape.</summary>
    public Tensor Gradient { get; }

    /// <summary>Mean and number of positions.</summary>
    public override string ToString() => Total.ToString();
}
