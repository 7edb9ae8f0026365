using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LineCompletion;
using LineCompletion.Files;
using LineCompletion.Text;
using Xunit;

namespace RnnGen.Samples.Tests.LineCompletion;

public sealed class TrainedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string ModelFile => Path.Combine(folder.Path, "model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_saved_model_completes_like_the_original()
    {
        var trained = new TrainedModel(new LineModel(seed: 9), new Vocabulary("abc {};()\"\\é中"));
        trained.Save(ModelFile);
        TrainedModel loaded = TrainedModel.Load(ModelFile);
        Assert.Equal(trained.Vocabulary.Characters, loaded.Vocabulary.Characters);
        Assert.Equal(new Completer(trained.Model, trained.Vocabulary).Complete("ab"), new Completer(loaded.Model, loaded.Vocabulary).Complete("ab"));
    }

    [Fact]
    public void A_completion_ends_at_the_longest_line_and_starts_afresh_each_time()
    {
        var completer = new Completer(new LineModel(seed: 9), new Vocabulary("abcdef"));
        string first = completer.Complete("abc");
        Assert.InRange(first.Length, 1, Lines.LongestLine - 3);
        completer.Complete("fed");
        Assert.Equal(first, completer.Complete("abc"));
    }

    [Fact]
    public void Other_files_are_refused()
    {
        File.WriteAllText(ModelFile, "no model");
        Assert.Throws<InvalidDataException>(() => TrainedModel.Load(ModelFile));
        Assert.Throws<FileNotFoundException>(() => TrainedModel.Load(ModelFile + "x"));

        var model = new LineModel();
        model.Save(ModelFile);
        Assert.Contains("which characters", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
        model.Save(ModelFile, [KeyValuePair.Create("characters", "abca")]);
        Assert.Contains("twice", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
        model.Save(ModelFile, [KeyValuePair.Create("characters", string.Concat(Enumerable.Range(200, 300).Select(c => (char)c)))]);
        Assert.Contains("more than", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(ModelFile)).Message, StringComparison.Ordinal);
    }
}
