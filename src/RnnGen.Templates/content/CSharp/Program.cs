using RnnGen;
using RnnGenModel;

string[] words = ["recurrent", "network", "sequence", "gradient", "memory", "hidden", "state", "gate", "cell", "time"];
int[][] sequences = [.. words.Select(word => (int[])[0, .. word.Select(letter => letter - 'a' + 1), 0])];

var model = new WordModel(seed: 1);
var optimizer = new Adam(model, learningRate: 1e-2);
Console.WriteLine(model);
for (int epoch = 1; epoch <= 60; epoch++)
{
    var statistics = new TokenStatistics();
    foreach (SequenceBatch batch in Batches.ByLength(sequences, batchSize: 5))
    {
        WordModel.Pass pass = model.Forward(batch.Inputs);
        LossValue loss = Losses.CrossEntropy(pass.Logits, batch.Targets);
        pass.Backward(loss);
        model.Gradients.ClipByGlobalNorm(1.0);
        optimizer.Step();
        statistics.Add(loss);
    }

    if (epoch % 20 == 0)
    {
        Console.WriteLine($"epoch {epoch}  loss {statistics.Mean:0.000}");
    }
}

model.Save("words.safetensors");

foreach (char first in "rnm")
{
    Console.WriteLine(Complete(first));
}

// The most likely letters, one after the other, until the word ends.
string Complete(char first)
{
    ModelState state = model.Step(model.Step(model.InitialState(), 0), first - 'a' + 1);
    string word = first.ToString();
    for (int next = MostLikely(state); next != 0 && word.Length < 20; next = MostLikely(state))
    {
        word += (char)('a' + next - 1);
        state = model.Step(state, next);
    }

    return word;
}

static int MostLikely(ModelState state)
{
    float[] logits = state.Output!.ToArray();
    return Array.IndexOf(logits, logits.Max());
}
