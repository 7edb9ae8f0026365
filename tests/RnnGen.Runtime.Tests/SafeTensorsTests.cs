using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Parameters_survive_the_way_through_a_file()
    {
        RoundTrip(FlatModel<float>.Mixed().Filled(1), FlatModel<float>.Mixed(), isDouble: false);
        RoundTrip(FlatModel<double>.Mixed().Filled(2), FlatModel<double>.Mixed(), isDouble: true);
    }

    [Fact]
    public void Parts_are_stacked_by_rows_in_the_order_of_their_part_numbers()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        model.Save(folder.File("m"));

        TensorFile file = SafeTensors.Read(folder.File("m"));

        Assert.Equal(["weight", "Table", "bias"], file.Tensors.Keys);
        Assert.Equal([40, 3], file["weight"].Dims);
        Assert.Equal([.. model.Parameters["Wi"].Value.ToArray(), .. model.Parameters["Wf"].Value.ToArray()], file["weight"].ToArray());
        Assert.Equal([24], file["bias"].Dims);
    }

    [Fact]
    public void Other_precisions_are_converted()
    {
        FlatModel<double> doubles = FlatModel<double>.Mixed().Filled(2);
        FlatModel<float> singles = FlatModel<float>.Mixed();
        doubles.Save(folder.File("m"));
        singles.Load(folder.File("m"));

        Assert.Equal(doubles.Parameters["Table"].Value.ToArray(), singles.Parameters["Table"].Value.ToArray());
    }

    [Theory]
    [InlineData("F16", new byte[] { 0x00, 0x3C, 0x00, 0xC1, 0xFF, 0x7B }, new[] { 1, -2.5, 65504 })]
    [InlineData("BF16", new byte[] { 0x80, 0x3F, 0x20, 0xC0, 0x00, 0x42 }, new[] { 1, -2.5, 32 })]
    [InlineData("I32", new byte[] { 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0, 1, 0, 0 }, new double[] { 1, -2, 256 })]
    [InlineData("BOOL", new byte[] { 1, 0, 1 }, new double[] { 1, 0, 1 })]
    [InlineData("U8", new byte[] { 1, 255, 3 }, new double[] { 1, 255, 3 })]
    [InlineData("I8", new byte[] { 1, 255, 3 }, new double[] { 1, -1, 3 })]
    public void Element_formats(string format, byte[] data, double[] expected)
    {
        string json = $$$"""{"x":{"dtype":"{{{format}}}","shape":[3],"data_offsets":[0,{{{data.Length}}}]}}""";
        File.WriteAllBytes(folder.File("x"), HostileFileTests.Bytes(json, data));

        Assert.Equal(expected, SafeTensors.Read(folder.File("x"))["x"].ToDoubleArray());
    }

    [Fact]
    public void Tensors_and_metadata_of_any_name_survive()
    {
        Tensor[] tensors = [new Tensor() + 1.5, new Tensor(0, 3), Tensor.FromDoubles([double.NaN, -0.0, double.Epsilon], 3, 1)];
        string[] names = ["", "näme \" \\ \n", "ünï/コード"];
        SafeTensors.Write(folder.File("t"), names.Zip(tensors, KeyValuePair.Create), new Dictionary<string, string> { ["schlüssel"] = "wert" });

        TensorFile file = SafeTensors.Read(folder.File("t"));

        Assert.Equal("wert", file.Metadata["schlüssel"]);
        Assert.All(names.Zip(tensors), pair => Assert.Equal(pair.Second, file[pair.First]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(folder.File("u"), [KeyValuePair.Create("a", tensors[0]), KeyValuePair.Create("a", tensors[0])]));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(folder.File("u"), [KeyValuePair.Create("__metadata__", tensors[0])]));
    }

    [Fact]
    public void A_file_of_another_model_changes_nothing_and_is_described()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        Tensor[] before = [.. model.Parameters.Select(item => item.Value)];
        Dictionary<string, Tensor> good = new() { ["weight"] = new(40, 3), ["Table"] = new(5, 18), ["bias"] = new(24) };

        AssertRefused(model, before, new(good) { ["bias"] = new(25) }, "'bias'", "(24)", "(25)");
        AssertRefused(model, before, new(good) { ["Table"] = new(18, 5) }, "'Table'", "(5, 18)", "(18, 5)");
        AssertRefused(model, before, new(good) { ["extra"] = new(1) }, "unexpected extra");
        AssertRefused(model, before, good.Where(item => item.Key != "weight").ToDictionary(), "missing weight");

        SafeTensors.Write(folder.File("good"), good);
        model.Load(folder.File("good"));
        Assert.All(model.Parameters, item => Assert.Equal(0, item.Value.ToDoubleArray().Max(Math.Abs)));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_no_other()
    {
        string path = folder.File("model");
        AtomicFile.Write(path, stream => stream.Write("old"u8));

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("new but only half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["model"], folder.Names);
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["model"], folder.Names);
        Assert.ThrowsAny<IOException>(() => FlatModel<float>.Mixed().Save(folder.File("no/such/folder")));
    }

    private void RoundTrip<T>(FlatModel<T> written, FlatModel<T> read, bool isDouble)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        written.Save(folder.File("m"));
        read.Load(folder.File("m"));

        Assert.Equal(written.Memory.Values, read.Memory.Values);
        Assert.All(read.Parameters, item => Assert.Equal(isDouble, item.Value.IsDouble));
        Assert.All(SafeTensors.Read(folder.File("m")).Tensors.Values, tensor => Assert.Equal(isDouble, tensor.IsDouble));
    }

    private void AssertRefused(FlatModel<float> model, Tensor[] before, Dictionary<string, Tensor> tensors, params string[] words)
    {
        SafeTensors.Write(folder.File("bad"), tensors);
        string message = Assert.Throws<InvalidDataException>(() => model.Load(folder.File("bad"))).Message;
        Assert.All(words, word => Assert.Contains(word, message));
        Assert.Equal(before, model.Parameters.Select(item => item.Value));
    }
}
