using System.Collections.Generic;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>Something with trainable parameters: a generated model, or a generated cell used on its own.</summary>
public abstract class Trainable
{
    private ParameterSet? parameters;
    private Gradients? gradients;

    /// <summary>The parameters by name.</summary>
    public ParameterSet Parameters => parameters ??= new ParameterSet(Storage);

    /// <summary>The gradients: clip them between <c>Backward</c> and <c>Step</c>.</summary>
    public Gradients Gradients => gradients ??= new Gradients(Storage);

    /// <summary>Number of trainable elements.</summary>
    public int ParameterCount => Parameters.ElementCount;

    /// <summary>The memory behind the parameters.</summary>
    internal abstract ParameterStorage Storage { get; }

    /// <summary>Makes this a part of another cell, whose parameters are its own.</summary>
    internal virtual void BecomePartOf(IParameterViews whole, int first, string name) =>
        throw new System.NotSupportedException($"{GetType().Name} cannot be a part of a cell.");

    /// <summary>Training passes so far, from which random masks follow.</summary>
    internal long TrainingPasses { get; set; }

    /// <summary>Writes all parameters to a safetensors file. The file appears whole or not at all.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="metadata">Notes to store along with them, for example a vocabulary.</param>
    /// <exception cref="System.IO.IOException">The file cannot be written; an older file of that name is then untouched.</exception>
    public void Save(string path, IEnumerable<KeyValuePair<string, string>>? metadata = null) => SafeTensors.Save(path, Parameters, metadata);

    /// <summary>Reads all parameters from a safetensors file. On an error nothing is changed.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="System.IO.InvalidDataException">The file is damaged, lacks a parameter, or one has another shape.</exception>
    public void Load(string path) => SafeTensors.Load(path, Parameters);
}
