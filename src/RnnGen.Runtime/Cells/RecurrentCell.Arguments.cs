using System;
using System.ComponentModel;

namespace RnnGen.Kernels;

/// <content>Runs over several inputs: what the typed methods of generated cells call.</content>
public abstract partial class RecurrentCell<T>
{
    /// <summary>Name of the token input, or null when the cell reads no tokens.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual string? TokenInput => null;

    /// <summary>Runs a batch over all inputs.</summary>
    /// <param name="arguments">One sequence for each input.</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    /// <param name="pass">A pass from <see cref="CreatePass()"/>; the cell's own when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal CellPass<T> Forward(CellArguments arguments, RecurrentState? initial, CellPass<T>? pass) =>
        (pass ?? (training ??= CreatePass())).Run(arguments, initial, masks: NextMasks());

    /// <summary>Runs a batch over all inputs for its main output.</summary>
    /// <param name="arguments">One sequence for each input.</param>
    /// <param name="initial">States before the first step; zeros when null.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Sequence Scan(CellArguments arguments, RecurrentState? initial) => CreatePass().Run(arguments, initial).Output;

    /// <summary>One step of one or more sequences over all inputs.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="arguments">One step of each input.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal RecurrentState Step(RecurrentState state, CellArguments arguments) =>
        (stepping ??= CreatePass()).Run(arguments, state).StateWithOutput();

    /// <summary>One input of one step as a sequence.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="values">Row-major (B,I).</param>
    /// <param name="input">Which input.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Sequence OneStep(RecurrentState state, float[] values, int input)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(values, InputNames[input]);
        int size = InputSizes[input];
        if (values.Length != state.Batch * size)
        {
            throw new ShapeMismatchException(InputNames[input], $"(B={state.Batch}, I={size})", $"({values.Length})");
        }

        return Sequence.From(Tensor.Wrap((float[])values.Clone(), [state.Batch, 1, size]));
    }

    /// <summary>One token for each sequence as a batch of one step.</summary>
    /// <param name="state">States before the step.</param>
    /// <param name="ids">(B).</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal Tokens OneStep(RecurrentState state, int[] ids)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(ids, TokenInput);
        if (ids.Length != state.Batch)
        {
            throw new ShapeMismatchException(TokenInput ?? nameof(ids), $"(B={state.Batch})", $"({ids.Length})");
        }

        var steps = new int[ids.Length, 1];
        Buffer.BlockCopy(ids, 0, steps, 0, ids.Length * sizeof(int));
        return Tokens.From(steps);
    }

    /// <summary>Refuses arguments that are not one sequence for each input, all over the same steps.</summary>
    internal void Check(CellArguments arguments)
    {
        if (TokenInput is { } tokenInput)
        {
            ArgumentNullException.ThrowIfNull(arguments.Tokens, tokenInput);
        }

        for (int i = 0; i < CellInputs<T>.MaxCount; i++)
        {
            CheckInput(arguments, i);
        }

        if (arguments is { Tokens: { } tokens, First: not null })
        {
            CheckSteps(arguments.Packing, tokens.Packing, TokenInput!);
        }
    }

    private void CheckInput(CellArguments arguments, int index)
    {
        if (index >= InputNames.Count)
        {
            return;
        }

        Sequence? given = arguments[index];
        ArgumentNullException.ThrowIfNull(given, InputNames[index]);
        if (given.Features != InputSizes[index])
        {
            throw new ShapeMismatchException(InputNames[index], $"(B, T, I={InputSizes[index]})", $"(B={given.Batch}, T={given.Steps}, {given.Features})");
        }

        CheckSteps(arguments.Packing, given.Packing, InputNames[index]);
    }

    private static void CheckSteps(Packing first, Packing other, string name)
    {
        if (!ReferenceEquals(first, other) && !(first.Batch == other.Batch && first.Steps == other.Steps && first.Source.SequenceEqual(other.Source)))
        {
            throw new ShapeMismatchException(name, $"the real steps of the other inputs: {Text(first)}", Text(other));
        }
    }

    private static string Text(Packing packing) => $"(B={packing.Batch}, T={packing.Steps}) with lengths {string.Join(", ", packing.Lengths.ToArray())}";

    private CellArguments OnlyInput(Sequence input)
    {
        ThrowIfSeveralInputs();
        return new CellArguments(input);
    }

    /// <summary>Refuses a call that takes one sequence of vectors when the cell reads anything else.</summary>
    internal void ThrowIfSeveralInputs()
    {
        if (InputNames.Count != 1 || TokenInput is not null)
        {
            string names = string.Join(", ", TokenInput is null ? InputNames : [.. InputNames, TokenInput]);
            throw new InvalidOperationException($"{GetType().Name} reads {names}: call the method that takes {(names.Contains(',') ? "them all" : "it")}.");
        }
    }
}
