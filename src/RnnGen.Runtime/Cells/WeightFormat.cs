namespace RnnGen;

/// <summary>How a stream holds the weights that its products read.</summary>
public enum WeightFormat
{
    /// <summary>As the cell has them.</summary>
    Full,

    /// <summary>
    /// Rounded to 16 bits (bfloat16: 8 bits of exponent, 7 of fraction, relative error at most 1/256), with sums as before. Half the memory to read: faster
    /// where the weights exceed the caches. Vectors, biases and states keep their format.
    /// </summary>
    BFloat16,
}
