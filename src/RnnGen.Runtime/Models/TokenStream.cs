using System;
using System.ComponentModel;
using System.Numerics;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>One sequence fed to a model token by token. It carries the states itself and allocates nothing per token.</summary>
public abstract class TokenStream
{
    /// <summary>Feeds the next token.</summary>
    /// <param name="token">Its id.</param>
    /// <returns>The model's result after this token, (V). The array belongs to the stream: the next call overwrites it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model's embedding has no such id.</exception>
    public abstract float[] Push(int token);

    /// <summary>Goes back to the states before the first step: a new sequence begins.</summary>
    [Role(Role.Reset)]
    public abstract void Reset();

    /// <summary>What it is.</summary>
    public override string ToString() => "TokenStream";
}

/// <summary>A <see cref="TokenStream"/> over a model of a given precision.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TokenStream<T> : TokenStream
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InferencePass<T> pass;
    private readonly int[] token = new int[1];
    private readonly float[] output;
    private bool started;

    /// <summary>Opens a stream before its first step.</summary>
    /// <param name="model">The model.</param>
    public TokenStream(SequenceModel<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        pass = new InferencePass<T>(model);
        output = new float[model.OutputSize];
    }

    /// <inheritdoc/>
    public override float[] Push(int token)
    {
        this.token[0] = token;
        if (started)
        {
            pass.RunNext(this.token);
        }
        else
        {
            pass.Start(Tokens.From([this.token]), null);
            started = true;
        }

        Panel<T> row = pass.ResultRows;
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = float.CreateTruncating(row[0, i]);
        }

        return output;
    }

    /// <inheritdoc/>
    public override void Reset() => started = false;
}
