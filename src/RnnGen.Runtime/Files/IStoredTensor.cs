namespace RnnGen;

/// <summary>A tensor of a file and the memory it is collected from and distributed to.</summary>
internal interface IStoredTensor
{
    string Name { get; }

    int[] Dims { get; }

    Tensor Collect();

    /// <summary>Overwrites the memory; the tensor has been checked to have the right dims.</summary>
    void Distribute(Tensor tensor);
}
