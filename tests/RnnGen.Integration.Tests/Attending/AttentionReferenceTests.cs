using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using RnnGen.Integration.Tests.Harness;
using RnnGen.Kernels;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Attending;

/// <summary>The reference vectors of attention through generated cells whose step is the attention; a new case needs no new code.</summary>
public class AttentionReferenceTests
{
    private static readonly Dictionary<string, string> Equations = new()
    {
        ["attention_additive"] = "Dot(v, Tanh(W_q * query + W_k * keys + b))",
        ["attention_dot"] = "Dot(query, keys)",
        ["attention_general"] = "Dot(query, W * keys)",
    };

    private static readonly Lazy<CellCompilation> Compiled = new(() => new CellCompilation(
        Cases.SelectMany(row => new[] { Precision.Single, Precision.Double }.Select(precision => Source(row.Data.Item1, row.Data.Item2, precision)))));

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string kind in Equations.Keys)
            {
                ReferenceCase.Names(kind).ToList().ForEach(name => cases.Add(kind, name));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision(string kind, string name) => Check<float>(ReferenceCase.Load(kind, name), name, Precision.Single);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double_precision(string kind, string name) => Check<double>(ReferenceCase.Load(kind, name), name, Precision.Double);

    private static void Check<T>(ReferenceCase item, string name, Precision precision)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cell = (RecurrentCell<T>)Activator.CreateInstance(Compiled.Value[name + precision].Type, 0)!;
        foreach (Parameter parameter in cell.Parameters)
        {
            parameter.Set(item.Values("param." + parameter.Name));
        }

        int batch = Number(item, "batch"), source = Number(item, "source"), queries = item.Tensor("in.query", precision).Rank == 3 ? Number(item, "queries") : 1;
        int[] lengths = item.Has("in.source_lengths") ? item.Ints("in.source_lengths") : [.. Enumerable.Repeat(source, batch)];
        Tensor query = item.Tensor("in.query", precision).Reshape(batch, queries, Number(item, "query_size"));
        Tensor keys = Poisoned(item.Tensor("in.keys", precision), lengths);
        CellPass<T> pass = AttentionRunner.Forward(cell, Sequence.From(query), Sequence.From(keys, lengths), null);

        double[] weights = pass.ScoresOf("weights").ToDoubleArray(), context = pass.Output.ToTensor().ToDoubleArray();
        item.AssertClose("out.weights", weights, precision);
        item.AssertClose("out.context", context, precision);
        item.AssertClose("loss", [Dot(weights, item.Values("cot.weights")) + Dot(context, item.Values("cot.context"))], precision);

        pass.SetScoresGradient("weights", item.Tensor("cot.weights", precision).Reshape(batch, queries, source));
        pass.Backward(item.Tensor("cot.context", precision).Reshape(batch, queries, cell.OutputSize));
        item.AssertClose("grad.in.query", pass.InputGradient.ToDoubleArray(), precision);
        item.AssertClose("grad.in.keys", pass.MemoryGradient.ToDoubleArray(), precision);
        Assert.All(cell.Parameters, parameter => item.AssertClose("grad.param." + parameter.Name, parameter.Gradient.ToDoubleArray(), precision));
        Assert.Equal(item.TensorNames.Count(tensor => tensor.StartsWith("grad.param.", StringComparison.Ordinal)), cell.Parameters.Count);

        int size = cell.MemorySize;
        double[] gradient = pass.MemoryGradient.ToDoubleArray();
        Assert.All(Enumerable.Range(0, gradient.Length).Where(i => i / size % source >= lengths[i / size / source]), i => Assert.Equal(0, gradient[i]));
        Assert.All(Enumerable.Range(0, weights.Length).Where(i => i % source >= lengths[i / (queries * source)]), i => Assert.Equal(0, weights[i]));
    }

    // Whatever stands at padded positions is not read.
    private static Tensor Poisoned(Tensor keys, int[] lengths)
    {
        int source = keys.Dims[1], size = keys.Dims[2];
        double[] values = [.. keys.ToDoubleArray().Select((v, i) => i / size % source < lengths[i / size / source] ? v : double.NaN)];
        return Tensor.FromDoubles(values, [.. keys.Dims]);
    }

    private static CellSource Source(string kind, string name, Precision precision)
    {
        var item = ReferenceCase.Load(kind, name);
        string parameters = string.Join('\n', item.TensorNames.Where(tensor => tensor.StartsWith("param.", StringComparison.Ordinal)).Select(tensor =>
        {
            Tensor values = item.Tensor(tensor, Precision.Double);
            return CellSource.Parameters(tensor["param.".Length..] + ":" + string.Join(',', values.Dims));
        }));
        return CellSource.Of(name + precision, $$"""
            public const int Q = {{Number(item, "query_size")}}, K = {{Number(item, "key_size")}};
            {{parameters}}
            [Step(Output = "context")]
            public (Vector context, Scores weights, Vector last) Next([Input(Q)] Vector query, [State(Q)] Vector last, [Memory(K)] Memory keys)
            {
                var weights = Softmax({{Equations[kind]}});
                return (Context(weights, keys), weights, query);
            }
            """, "Precision = Precision." + precision);
    }

    private static int Number(ReferenceCase item, string name) =>
        item.Config.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 1;

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
