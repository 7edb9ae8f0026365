using System;
using RnnGen.Kernels;
using Xunit;
using Products = RnnGen.Kernels.Products<float, RnnGen.Kernels.Lanes32>;

namespace RnnGen.Runtime.Tests;

/// <summary>Products that are told rows by number give the bits of products over panels of these rows, and leave other rows alone.</summary>
public sealed class RowProductsTests
{
    private const int Rows = 5;

    public static TheoryData<int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int, int>();
            foreach ((int features, int depth) in new[] { (1, 1), (16, 16), (17, 15), (33, 64), (83, 300) })
            {
                foreach (int slots in new[] { 1, 2, 3, 4, 5, 7 })
                {
                    sizes.Add(features, depth, slots, 1);
                    sizes.Add(features, depth, slots, 2);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_by_number_are_rows_of_panels(int features, int depth, int slots, int count)
    {
        var random = new Random(features + (31 * depth) + slots);
        Weights<float> weights = new(Filled(random, ElementLayout.GroupLength(features, depth, slots)), features, depth, slots);
        Panel<float> bias = new(Filled(random, Panel<float>.Length(features, slots, 1)), features, slots, 1);
        Panel<float> operand = new(Filled(random, Panel<float>.Length(depth, 1, Rows)), depth, 1, Rows);
        float[] begin = Filled(random, Panel<float>.Length(features, slots, Rows));
        float[] expected = [.. begin], actual = [.. begin];
        Panel<float> ofPanels = new(expected, features, slots, Rows), byNumber = new(actual, features, slots, Rows);

        Products.Add(ofPanels.Rows(1, count), weights, operand.Rows(3, count));
        Products.Add(byNumber, 1, weights, operand, 3, count);
        Assert.Equal(expected, actual);

        Products.Set(ofPanels.Rows(3, count), bias, weights, operand.Rows(0, count));
        Products.Set(byNumber, 3, bias, weights, operand, 0, count);
        Assert.Equal(expected, actual);

        Products.Set(ofPanels.Rows(0, count), default, weights, operand.Rows(2, count));
        Products.Set(byNumber, 0, default, weights, operand, 2, count);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Slots_of_a_panel_can_be_the_vector()
    {
        var random = new Random(5);
        Weights<float> weights = new(Filled(random, ElementLayout.GroupLength(20, 2 * 48, 1)), 20, 2 * 48, 1);
        Panel<float> operand = new(Filled(random, Panel<float>.Length(32, 3, Rows)), 32, 3, Rows);
        var expected = new float[Panel<float>.Length(20, 1, Rows)];
        var actual = new float[expected.Length];
        Products.Set(new Panel<float>(expected, 20, 1, Rows).Rows(2, 1), default, weights, operand.Rows(4, 1));
        Products.Set(new Panel<float>(actual, 20, 1, Rows), 2, default, weights, operand, 4, 1);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Rows_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Multiply(targetRow: Rows, operandRow: 0));
        Assert.Throws<ArgumentException>(() => Multiply(targetRow: 0, operandRow: -1));
    }

    [Fact]
    public void Biases_are_set_and_added_slot_by_slot()
    {
        var random = new Random(6);
        float[] one = Filled(random, 32), other = Filled(random, 32);
        var sums = new float[Panel<float>.Length(20, 2, 1)];
        Panel<float> biases = new(sums, 20, 2, 1);
        Products.SetBias(biases, 1, new Panel<float>(one, 20, 1, 1));
        Products.AddBias(biases, 1, new Panel<float>(other, 20, 1, 1));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, biases[0, i]);
            Assert.Equal(one[i] + other[i], biases[0, i, 1]);
        }
    }

    private static void Multiply(int targetRow, int operandRow)
    {
        var memory = new float[Panel<float>.Length(16, 1, Rows)];
        Panel<float> panel = new(memory, 16, 1, Rows);
        Products.Add(panel, targetRow, new Weights<float>(new float[ElementLayout.GroupLength(16, 16, 1)], 16, 16, 1), panel, operandRow, 1);
    }

    private static float[] Filled(Random random, int length)
    {
        var values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        return values;
    }
}
