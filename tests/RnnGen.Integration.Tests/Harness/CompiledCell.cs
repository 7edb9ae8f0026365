using System;
using System.Linq;
using System.Reflection;
using RnnGen.Generator.Model;
using RnnGen.Kernels;

namespace RnnGen.Integration.Tests.Harness;

/// <summary>A cell that was compiled from source in this process.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Type">The loaded class.</param>
/// <param name="Spec">What the generator read.</param>
internal sealed record CompiledCell(string Name, Type Type, CellSpec Spec)
{
    /// <summary>A cell with random parameters, the same for every cell with the same declarations.</summary>
    public RecurrentCell<double> Create(int seed) => Fill((RecurrentCell<double>)Activator.CreateInstance(Type, seed)!, seed);

    /// <summary>The same in single precision.</summary>
    public RecurrentCell<float> CreateSingle(int seed) => Fill((RecurrentCell<float>)Activator.CreateInstance(Type, seed)!, seed);

    /// <summary>The step method, for running it as plain C#.</summary>
    public MethodInfo Step => Type.GetMethods().Single(method => method.IsDefined(typeof(StepAttribute)));

    private static TCell Fill<TCell>(TCell cell, int seed)
        where TCell : Trainable
    {
        var random = new Random(seed);
        foreach (Parameter parameter in cell.Parameters)
        {
            double scale = parameter.Dims.Count == 2 ? 1.5 / Math.Sqrt(parameter.Dims[1]) : 0.8;
            parameter.Set([.. Enumerable.Range(0, parameter.Count).Select(_ => (double)(float)(((random.NextDouble() * 2) - 1) * scale))]);
        }

        return cell;
    }
}
