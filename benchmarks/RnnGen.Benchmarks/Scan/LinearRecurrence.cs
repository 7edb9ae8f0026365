using System;
using System.Runtime.CompilerServices;
using RnnGen.Kernels;

namespace RnnGen.Benchmarks.Scan;

/// <summary>h' = (1 - σ(a)) * h + σ(a) * n over blocks of sixteen features, as generated code lays it out, whole and in two halves of its steps.</summary>
internal sealed class LinearRecurrence
{
    private const int Lanes = 16;

    private readonly int steps;
    private readonly float[] gates; // per block and step: a, n
    private readonly float[] factors; // per block and step: the product of 1 - σ(a) since the middle

    public LinearRecurrence(int hidden, int steps)
    {
        this.steps = steps;
        Blocks = hidden / Lanes;
        gates = new float[Blocks * steps * 2 * Lanes];
        factors = new float[Blocks * steps * Lanes];
        States = new float[Blocks * steps * Lanes];
        var random = new Random(1);
        for (int i = 0; i < gates.Length; i++)
        {
            gates[i] = random.NextSingle() - 0.5f;
        }
    }

    public int Blocks { get; }

    public float[] States { get; }

    /// <summary>Some blocks through all steps.</summary>
    public void Sequential(int firstBlock, int endBlock)
    {
        for (int block = firstBlock; block < endBlock; block++)
        {
            Steps(block, 0, steps);
        }
    }

    /// <summary>All blocks through the first half.</summary>
    public void FirstSteps(int end)
    {
        for (int block = 0; block < Blocks; block++)
        {
            Steps(block, 0, end);
        }
    }

    /// <summary>All blocks through the second half as if the state before it were 0, keeping the products of what multiplies it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepsFromZero(int begin)
    {
        for (int block = 0; block < Blocks; block++)
        {
            ref float gate = ref gates[block * steps * 2 * Lanes];
            ref float factor = ref factors[block * steps * Lanes];
            ref float state = ref States[block * steps * Lanes];
            Lanes32 h = Lanes32.Create(0), product = Lanes32.Create(1);
            for (int t = begin; t < steps; t++)
            {
                Lanes32 z = Lanes32.Sigmoid(Lanes32.Load(ref gate, t * 2 * Lanes)), keep = 1 - z;
                h = (keep * h) + (z * Lanes32.Load(ref gate, (t * 2 * Lanes) + Lanes));
                product = keep * product;
                h.Store(ref state, t * Lanes);
                product.Store(ref factor, t * Lanes);
            }
        }
    }

    /// <summary>Adds to some steps of all blocks what the state before the second half gives them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddBefore(int middle, int begin, int end)
    {
        for (int block = 0; block < Blocks; block++)
        {
            ref float factor = ref factors[block * steps * Lanes];
            ref float state = ref States[block * steps * Lanes];
            Lanes32 before = Lanes32.Load(ref state, (middle - 1) * Lanes);
            for (int t = begin; t < end; t++)
            {
                (Lanes32.Load(ref state, t * Lanes) + (Lanes32.Load(ref factor, t * Lanes) * before)).Store(ref state, t * Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Steps(int block, int begin, int end)
    {
        ref float gate = ref gates[block * steps * 2 * Lanes];
        ref float state = ref States[block * steps * Lanes];
        Lanes32 h = Lanes32.Create(0);
        for (int t = begin; t < end; t++)
        {
            Lanes32 z = Lanes32.Sigmoid(Lanes32.Load(ref gate, t * 2 * Lanes));
            h = ((1 - z) * h) + (z * Lanes32.Load(ref gate, (t * 2 * Lanes) + Lanes));
            h.Store(ref state, t * Lanes);
        }
    }
}
