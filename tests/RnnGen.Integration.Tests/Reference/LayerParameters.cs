using System;
using System.Collections.Generic;
using System.Linq;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Between a cell's parameters, one for each gate, and the tensors of a file, gates stacked by rows.</summary>
internal static class LayerParameters
{
    public static void Set(ParameterSet parameters, int layer, ReferenceCase item, Precision precision) =>
        Set(parameters, item, precision, stored => FileName(stored, layer));

    /// <summary>Fills parameters from the tensors <c>param.{fileName(stored name)}</c>, each cut into the parts stacked in it.</summary>
    public static void Set(IEnumerable<Parameter> parameters, ReferenceCase item, Precision precision, Func<string, string> fileName)
    {
        foreach (IGrouping<string, Parameter> stack in Stacks(parameters))
        {
            double[] values = item.Tensor("param." + fileName(stack.Key), precision).ToDoubleArray();
            int start = 0;
            foreach (Parameter part in stack)
            {
                part.Set(values[start..(start + part.Count)]);
                start += part.Count;
            }

            Assert.Equal(values.Length, start);
        }
    }

    public static IEnumerable<ReferenceTensor> Gradients(ParameterSet parameters, int layer) =>
        Stacks(parameters).Select(stack =>
            new ReferenceTensor("grad.param." + FileName(stack.Key, layer), [.. stack.SelectMany(part => part.Gradient.ToDoubleArray())]));

    private static IEnumerable<IGrouping<string, Parameter>> Stacks(IEnumerable<Parameter> parameters) =>
        parameters.OrderBy(parameter => parameter.Part).GroupBy(parameter => parameter.StoredAs);

    // A cell of its own counts as layer 0.
    private static string FileName(string stored, int layer) => stored.Replace("_l0", "_l" + layer);
}
