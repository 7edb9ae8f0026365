namespace RnnGen.Kernels;

/// <content>Sums that lie apart until all rows have been added.</content>
public static partial class Products<T, TLanes>
{
    /// <summary>dW += sums, element by element.</summary>
    /// <param name="weightGradient">Gradient to add to.</param>
    /// <param name="sums">(depth, features) per slot.</param>
    public static void AddSums(Weights<T> weightGradient, Panel<T> sums)
    {
        Panel<T> target = weightGradient.Panel;
        for (int block = 0; block < target.BlockCount; block++)
        {
            ref T to = ref target.Block(block), from = ref sums.Block(block);
            for (int k = 0; k < target.RowCount; k++)
            {
                for (int slot = 0; slot < target.SlotCount; slot++)
                {
                    nint at = ((nint)k * target.RowStride) + (slot * Lanes);
                    (TLanes.Load(ref to, at) + TLanes.Load(ref from, ((nint)k * sums.RowStride) + (slot * Lanes))).Store(ref to, at);
                }
            }
        }
    }
}
