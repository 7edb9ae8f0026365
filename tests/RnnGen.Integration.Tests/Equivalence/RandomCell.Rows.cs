using System.Linq;

namespace RnnGen.Integration.Tests.Equivalence;

/// <content>Scalars and operations on whole vectors.</content>
internal sealed partial class RandomCell
{
    private readonly bool withRows;

    private string Rows(int size, int depth)
    {
        string Inner() => Expression(size, depth);
        switch (random.Next(13))
        {
            case < 2:
                return $"Softmax({Inner()})";
            case 2:
                return $"LogSoftmax({Inner()})";
            case 3:
                return $"LayerNorm({Inner()}, 0.1)";
            case 4:
                return $"LayerNorm({Inner()}, {Inner()}, {Inner()}, epsilon: 0.25)";
            case 5:
                return $"{Paren(Inner())} * {Scalar(depth)}";
            case 6:
                return $"{Scalar(depth)} - {Paren(Inner())}";
            case 7:
                return $"{Paren(Inner())} / (1.5 + Abs({Scalar(depth)}))";
            case 8 or 9:
                return Cut(size);
            case 10 when size > 1:
                int first = random.Next(1, size);
                return $"Concat({Expression(first, depth)}, {Expression(size - first, depth)})";
            case 11 when size > 2:
                int one = random.Next(1, size - 1), two = random.Next(1, size - one);
                return $"Concat({Leaf(one) ?? Cut(one)}, {Expression(two, depth)}, {Leaf(size - one - two) ?? Cut(size - one - two)})";
            default:
                int larger = size + random.Next(1, 20), start = random.Next(larger - size + 1);
                return $"{Paren(Expression(larger, depth))}[{start}..{(start + size == larger ? "" : start + size)}]";
        }
    }

    private string Scalar(int depth)
    {
        int size = Pick(vectors).Size;
        string Inner() => Expression(size, depth);
        if (scalars.Length > 0 && random.Next(3) == 0)
        {
            return Pick(scalars);
        }

        return random.Next(8) switch
        {
            0 => $"Tanh(Sum({Inner()}))",
            1 or 2 => $"Mean({Inner()})",
            3 => $"Max({Inner()})",
            4 => $"Sigmoid(Dot({Inner()}, {Inner()}))",
            5 when depth > 0 => $"({Scalar(depth - 1)} + {Scalar(depth - 1)} * 0.5)",
            6 when depth > 0 => $"Exp(0.5 * Tanh({Scalar(depth - 1)}))",
            _ => $"Max(Mean({Inner()}), 0.25)",
        };
    }

    // A vector of any size out of those that are there.
    private string Cut(int size)
    {
        if (Leaf(size) is { } whole && random.Next(2) == 0)
        {
            return whole;
        }

        (string Name, int Size)[] larger = [.. vectors.Where(v => v.Size > size)];
        if (larger.Length > 0)
        {
            (string name, int length) = Pick(larger);
            int start = random.Next(length - size + 1);
            return random.Next(2) == 0 ? $"Slice({name}, {start}, {size})" : $"{name}[{start}..{start + size}]";
        }

        (string Name, int Size)[] smaller = [.. vectors.Where(v => v.Size < size)];
        if (smaller.Length == 0)
        {
            return Leaf(size)!;
        }

        (string part, int taken) = Pick(smaller);
        return $"Concat({part}, {Leaf(size - taken) ?? Cut(size - taken)})";
    }
}
