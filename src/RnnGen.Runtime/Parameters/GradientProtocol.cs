using RnnGen.Kernels;

namespace RnnGen;

/// <summary>The life of gradients: cleared, accumulated by backward passes, clipped, applied.</summary>
internal static class GradientProtocol
{
    /// <summary>Called by a backward pass before it adds: gradients that were applied are over.</summary>
    public static void BeginAccumulation(ParameterStorage storage)
    {
        if (storage.GradientState == GradientState.Applied)
        {
            storage.ClearGradients();
        }

        storage.GradientState = GradientState.Accumulated;
    }
}
