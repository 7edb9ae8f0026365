using System.Linq;

namespace RnnGen.Generator.Model;

/// <summary>How the cells of a recurrent layer are stacked.</summary>
/// <param name="Directions">1, or 2 when every layer also reads each sequence backwards.</param>
/// <param name="Widths">Features one cell of each layer gives, first layer first.</param>
/// <param name="InputDropoutBits">Bits of the probability that an element of the input is dropped (a double).</param>
/// <param name="Variational">Whether one dropout mask serves all steps of a sequence.</param>
/// <param name="WeightDropBits">Bits of the probability that an element of a recurrent matrix is dropped (a double).</param>
/// <param name="RecurrentWeights">Names of the recurrent matrices of a declared cell.</param>
/// <param name="Residual">Whether layers above the first add what they read.</param>
/// <param name="Highway">Whether they do so through a gate.</param>
/// <param name="Projection">Features of a map behind the last layer, or null.</param>
/// <param name="Checkpoint">Steps between kept states; 0 where everything is kept, -1 for the square root of their number.</param>
internal sealed record StackSpec(
    int Directions,
    EquatableArray<Dimension> Widths,
    long InputDropoutBits,
    bool Variational,
    long WeightDropBits,
    EquatableArray<string> RecurrentWeights,
    bool Residual,
    bool Highway,
    Dimension? Projection,
    int Checkpoint)
{
    /// <summary>Whether nothing but layers and the dropout between them is asked for.</summary>
    public bool IsPlain => Directions == 1 && InputDropoutBits == 0 && !Variational && WeightDropBits == 0 && !Residual && !Highway && Projection is null && Checkpoint == 0;

    /// <summary>Features of the whole stack.</summary>
    public Dimension Output => Projection ?? WidthOf(Widths.Count - 1);

    /// <summary>Features a layer gives: all directions side by side.</summary>
    public Dimension WidthOf(int layer)
    {
        Dimension width = Widths[layer];
        return Directions == 1 ? width : new Dimension(width.Text.All(char.IsDigit) ? (2 * width.Value).ToString(System.Globalization.CultureInfo.InvariantCulture) : "2 * " + width.Text, 2 * width.Value);
    }

    /// <summary>Whether a layer reads as many features as it gives, so that they can be added.</summary>
    public bool IsJoined(int layer) => layer > 0 && WidthOf(layer - 1).Value == WidthOf(layer).Value;
}
