using System.Linq;
using RnnGen.Integration.Tests.Cells;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Integration.Tests.Reference;

/// <summary>Loss by length, from the outputs of generated cells and models.</summary>
public sealed class LengthBucketTests
{
    public static TheoryData<string, Precision> Rows => ReferenceCase.Rows("length_buckets");

    /// <summary>The stored logits come out of a cell that passes them through.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Kind_length_buckets_through_a_cell(string name, Precision precision)
    {
        ReferenceCase item = ReferenceCase.Load("length_buckets", name);
        Assert.Equal(6, item.Config.GetProperty("vocab").GetInt32());
        int[] lengths = item.Ints("in.lengths");
        Sequence input = Sequence.From(item.Tensor("in.logits", precision), lengths);
        Sequence logits = precision == Precision.Single ? Through(new PassThroughSingle(), input) : Through(new PassThroughDouble(), input);
        var buckets = new LengthBuckets(item.Ints("in.bucket_edges"));
        buckets.Add(logits, Tokens.From(item.IntMatrix("in.target"), lengths));

        Assert.Equal(item.Values("out.sequence_count"), buckets.Buckets.Select(bucket => (double)bucket.Sequences));
        Assert.Equal(item.Values("out.token_count"), buckets.Buckets.Select(bucket => (double)bucket.Tokens));
        item.AssertClose("out.mean_loss", [.. buckets.Buckets.Select(bucket => bucket.MeanLoss)], precision);
        item.AssertClose("out.perplexity", [.. buckets.Buckets.Select(bucket => bucket.Perplexity)], precision);
        item.AssertClose("out.accuracy", [.. buckets.Buckets.Select(bucket => bucket.Accuracy)], precision);
        item.AssertClose("out.total_mean_loss", buckets.Total.Value, precision);
    }

    [Fact]
    public void A_batch_of_a_model_and_its_sequences_one_by_one_fill_the_same_buckets()
    {
        var model = new AllocationModel(seed: 2);
        int[][] sequences = [[1, 2, 3, 4, 5, 6, 7], [8, 9], [3, 3, 3, 3], [5, 4, 3, 2, 1]];
        SequenceBatch all = SequenceBatch.NextToken(sequences);
        var together = new LengthBuckets(0, 2, 4, 6);
        together.Add(model.Predict(all.Inputs), all.Targets);
        var apart = new LengthBuckets(0, 2, 4, 6);
        foreach (int[] sequence in sequences)
        {
            SequenceBatch one = SequenceBatch.NextToken([sequence]);
            apart.Add(model.Predict(one.Inputs), one.Targets);
        }

        Assert.Equal([1, 2, 1], together.Buckets.Select(bucket => bucket.Sequences));
        Assert.All(together.Buckets.Zip(apart.Buckets), pair =>
        {
            Assert.Equal((pair.Second.Sequences, pair.Second.Tokens, pair.Second.Correct), (pair.First.Sequences, pair.First.Tokens, pair.First.Correct));
            Assert.Equal(pair.Second.Loss.Sum, pair.First.Loss.Sum, 1e-5);
        });
    }

    private static Sequence Through(PassThroughSingle cell, Sequence input)
    {
        cell.Parameters["U"].Set(new double[36]);
        return cell.Scan(input);
    }

    private static Sequence Through(PassThroughDouble cell, Sequence input)
    {
        cell.Parameters["U"].Set(new double[36]);
        return cell.Scan(input);
    }
}

[RecurrentCell]
public sealed partial class PassThroughSingle
{
    [Weight(6, 6)]
    public partial Matrix U { get; }

    [Step]
    private Vector Next([Input(6)] Vector x, [State(6)] Vector h) => x + U * h;
}

[RecurrentCell(Precision = Precision.Double)]
public sealed partial class PassThroughDouble
{
    [Weight(6, 6)]
    public partial Matrix U { get; }

    [Step]
    private Vector Next([Input(6)] Vector x, [State(6)] Vector h) => x + U * h;
}
