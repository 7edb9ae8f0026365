using System;
using System.Reflection;
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

    /// <summary>What a model declares about its gradients, or null.</summary>
    /// <exception cref="ArgumentException">It declares that they are not limited, without a reason, or a bound that is none.</exception>
    public static GradientPolicyAttribute? PolicyOf(Type model)
    {
        GradientPolicyAttribute? policy = model.GetCustomAttribute<GradientPolicyAttribute>();
        if (policy is { Clip: Clip.None } && string.IsNullOrWhiteSpace(policy.Because))
        {
            throw new ArgumentException($"[GradientPolicy(Clip.None)] on {model.Name} needs a reason: Because = \"...\".", nameof(model));
        }

        return policy is null || policy.Bound >= 0
            ? policy
            : throw new ArgumentException($"[GradientPolicy] on {model.Name} has the bound {policy.Bound}; it must be positive.", nameof(model));
    }

    /// <summary>Does what a model declares about gradients that nothing has clipped. False when that is nothing.</summary>
    public static bool Follow(GradientPolicyAttribute? policy, Gradients gradients)
    {
        switch (policy)
        {
            case { Clip: Clip.None }:
                gradients.AcceptUnclipped(policy.Because);
                return true;
            case { Clip: Clip.GlobalNorm, Bound: > 0 }:
                gradients.ClipByGlobalNorm(policy.Bound);
                return true;
            case { Clip: Clip.PerParameter, Bound: > 0 }:
                gradients.ClipPerParameter(policy.Bound);
                return true;
            case { Clip: Clip.Value, Bound: > 0 }:
                gradients.ClipByValue(policy.Bound);
                return true;
            default:
                return false;
        }
    }
}
