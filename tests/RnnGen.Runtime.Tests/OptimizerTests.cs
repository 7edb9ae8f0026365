using System;
using System.Linq;
using System.Text.Json;
using RnnGen.Testing;
using Xunit;

namespace RnnGen.Runtime.Tests;

public sealed class OptimizerTests
{
    public static TheoryData<string, Precision> Cases => ReferenceCase.Rows("optimizer");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Trajectory_from_the_stored_gradients(string name, Precision precision)
    {
        var reference = ReferenceCase.Load("optimizer", name);
        (string, int, int, Init, double)[] parameters = [("W", 4, 3, Init.Constant, 1.0), ("b", 4, 0, Init.Constant, 1.0)];
        Trainable model = precision == Precision.Single ? FlatModel<float>.Of(parameters) : FlatModel<double>.Of(parameters);
        foreach (Parameter parameter in model.Parameters)
        {
            parameter.Set(reference.Tensor($"param.{parameter.Name}", precision));
        }

        Optimizer optimizer = Create(reference.Config, model);
        JsonElement clip = reference.Config.GetProperty("clip_norm");
        int steps = reference.Config.GetProperty("steps").GetInt32();
        var trajectories = model.Parameters.ToDictionary(item => item.Name, item => item.Value.ToDoubleArray().ToList());
        for (int step = 0; step < steps; step++)
        {
            foreach (Parameter parameter in model.Parameters)
            {
                double[] all = reference.Values($"out.grad_{parameter.Name}");
                double[] own = all[(step * parameter.Count)..((step + 1) * parameter.Count)];
                parameter.SetGradient(Tensor.FromDoubles(own, [.. parameter.Dims]));
            }

            if (clip.ValueKind == JsonValueKind.Number)
            {
                model.Gradients.ClipByGlobalNorm(clip.GetDouble());
            }
            else
            {
                model.Gradients.AcceptUnclipped("the reference does not clip");
            }

            optimizer.Step();
            foreach (Parameter parameter in model.Parameters)
            {
                trajectories[parameter.Name].AddRange(parameter.Value.ToDoubleArray());
            }
        }

        Assert.Equal(steps, optimizer.StepCount);
        reference.AssertClose("out.W", [.. trajectories["W"]], precision);
        reference.AssertClose("out.b", [.. trajectories["b"]], precision);
    }

    /// <summary>Options the reference cases leave at their defaults, against PyTorch's documented formulas one scalar at a time.</summary>
    [Fact]
    public void Options_against_scalar_formulas()
    {
        const double rate = 0.1, decay = 0.2, mu = 0.8;
        double s = 0, a = 0, b = 0, m = 0, v = 0;
        Check(
            model => new Sgd(model, rate, mu, dampening: 0, decay, nesterov: true),
            (p, g, t) =>
            {
                g += decay * p;
                b = t == 1 ? g : (mu * b) + g;
                return p - (rate * (g + (mu * b)));
            });
        b = 0;
        Check(
            model => new Sgd(model, rate, mu, dampening: 0.3),
            (p, g, t) =>
            {
                b = t == 1 ? g : (mu * b) + (0.7 * g);
                return p - (rate * b);
            });
        b = 0;
        Check(
            model => new RmsProp(model, rate, alpha: 0.9, momentum: mu, centered: true, weightDecay: decay),
            (p, g, t) =>
            {
                g += decay * p;
                s = (0.9 * s) + (0.1 * g * g);
                a = (0.9 * a) + (0.1 * g);
                b = (mu * b) + (g / (Math.Sqrt(s - (a * a)) + 1e-8));
                return p - (rate * b);
            });
        Check(
            model => new Adam(model, rate, 0.8, 0.95, 1e-4, decay),
            (p, g, t) =>
            {
                g += decay * p;
                m = (0.8 * m) + (0.2 * g);
                v = (0.95 * v) + (0.05 * g * g);
                double mean = m / (1 - Math.Pow(0.8, t));
                return p - (rate * mean / (Math.Sqrt(v / (1 - Math.Pow(0.95, t))) + 1e-4));
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AmsGrad_divides_by_the_largest_mean_square_so_far(bool decoupled)
    {
        const double rate = 0.1, decay = 0.2;
        double m = 0, v = 0, largest = 0;
        int shrunk = 0;
        Check(
            model => decoupled ? new AdamW(model, rate, 0.8, 0.5, 1e-4, decay, amsGrad: true) : new Adam(model, rate, 0.8, 0.5, 1e-4, decay, amsGrad: true),
            (p, g, t) =>
            {
                g += decoupled ? 0 : decay * p;
                p *= decoupled ? 1 - (rate * decay) : 1;
                m = (0.8 * m) + (0.2 * g);
                v = (0.5 * v) + (0.5 * g * g);
                shrunk += v < largest ? 1 : 0;
                largest = Math.Max(largest, v);
                return p - (rate * (m / (1 - Math.Pow(0.8, t))) / (Math.Sqrt(largest / (1 - Math.Pow(0.5, t))) + 1e-4));
            });
        Assert.True(shrunk > 0);
    }

    [Fact]
    public void A_step_needs_gradients_that_were_clipped_or_accepted()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        var optimizer = new Sgd(model, 0.5);
        float[] start = model.Parameters["Table"].Value.ToArray();
        var gradient = new Tensor(5, 18) + 1;

        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(optimizer.Step).Message);

        model.Parameters["Table"].SetGradient(gradient);
        string message = Assert.Throws<InvalidOperationException>(optimizer.Step).Message;
        Assert.Contains("ClipByGlobalNorm", message);
        Assert.Contains("AcceptUnclipped", message);
        Assert.Equal(start, model.Parameters["Table"].Value.ToArray());
        Assert.Equal(0, optimizer.StepCount);

        Assert.Throws<ArgumentException>(() => model.Gradients.AcceptUnclipped(" "));
        model.Gradients.AcceptUnclipped("a test");
        optimizer.Step();
        Assert.Equal(start[0] - 0.5f, model.Parameters["Table"].Value[0, 0]);
        Assert.Equal(GradientState.Applied, model.Gradients.State);

        model.Gradients.ClipByGlobalNorm(1);
        Assert.Throws<InvalidOperationException>(optimizer.Step);
        model.Parameters["bf"].SetGradient(new Tensor(7) + 1);
        Assert.Equal(Math.Sqrt(7), model.Gradients.ClipByGlobalNorm(1), 1e-12); // what was applied is gone
        optimizer.Step();
        Assert.Equal(2, optimizer.StepCount);

        model.Gradients.Clear();
        Assert.Equal(0, model.Gradients.GlobalNorm());
        Assert.Throws<InvalidOperationException>(optimizer.Step);
    }

    [Fact]
    public void Steps_do_not_allocate_and_leave_padding_lanes_zero()
    {
        FlatModel<float> model = FlatModel<float>.Mixed().Filled(1);
        foreach (Optimizer optimizer in (Optimizer[])[
            new Sgd(model, 0.01, 0.9, weightDecay: 0.1), new Adam(model, weightDecay: 0.1), new AdamW(model, amsGrad: true),
            new RmsProp(model, momentum: 0.9, centered: true, weightDecay: 0.1)])
        {
            void Step()
            {
                model.Memory.GradientState = GradientState.Clipped;
                optimizer.Step();
            }

            model.Parameters["Wf"].SetGradient(new Tensor(20, 3) + 0.5);
            Step();
            Allocations.AssertNone(times: 100, Step);
        }

        var used = model.Parameters.SelectMany(item => Enumerable.Range(0, item.Count).Select(item.Place)).ToHashSet();
        Assert.Equal(model.ParameterCount, used.Count);
        Assert.All(Enumerable.Range(0, model.Memory.Length).Where(i => !used.Contains(i)), i => Assert.Equal(0, model.Memory.Values[i]));
        Assert.All(model.Parameters, item => Assert.All(item.Value.ToArray(), value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void Schedules()
    {
        var schedule = LearningRateSchedule.WarmupCosine(1, 4, 12, 0.2);
        Assert.Equal([0.25, 1, 1, 0.6, 0.2, 0.2], new[] { 0, 3, 4, 8, 12, 99 }.Select(step => Math.Round(schedule.RateAt(step), 12)));
        Assert.Equal(0.25, LearningRateSchedule.StepDecay(1, 10, 0.5).RateAt(29));

        FlatModel<double> model = FlatModel<double>.Of(("b", 1, 0, Init.Constant, 1));
        var optimizer = new Sgd(model, 9) { Schedule = LearningRateSchedule.From(step => step + 1) };
        for (int step = 0; step < 2; step++)
        {
            model.Parameters["b"].SetGradient(new Tensor(1) + 1);
            model.Gradients.AcceptUnclipped("a test");
            optimizer.Step();
        }

        Assert.Equal(-3, model.Parameters["b"].Value[0]);
    }

    private static Optimizer Create(JsonElement config, Trainable model)
    {
        JsonElement options = config.GetProperty("hyperparameters");
        double Option(string name, double otherwise) => options.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;
        string[] known = ["lr", "momentum", "weight_decay"];
        Assert.All(options.EnumerateObject(), option => Assert.Contains(option.Name, known));
        return config.GetProperty("optimizer").GetString() switch
        {
            "sgd" => new Sgd(model, Option("lr", 0), Option("momentum", 0), weightDecay: Option("weight_decay", 0)),
            "adam" => new Adam(model, Option("lr", 1e-3), weightDecay: Option("weight_decay", 0)),
            "adamw" => new AdamW(model, Option("lr", 1e-3), weightDecay: Option("weight_decay", 1e-2)),
            "rmsprop" => new RmsProp(model, Option("lr", 1e-2), momentum: Option("momentum", 0), weightDecay: Option("weight_decay", 0)),
            string other => throw new NotSupportedException(other),
            null => throw new NotSupportedException(),
        };
    }

    private static void Check(Func<Trainable, Optimizer> create, Func<double, double, int, double> update)
    {
        FlatModel<double> model = FlatModel<double>.Of(("b", 1, 0, Init.Constant, 1));
        Parameter parameter = model.Parameters["b"];
        parameter.Set([0.7]);
        Optimizer optimizer = create(model);
        double expected = 0.7;
        for (int t = 1; t <= 6; t++)
        {
            double gradient = Math.Cos(2 * t);
            parameter.SetGradient(Tensor.FromDoubles([gradient], 1));
            model.Gradients.AcceptUnclipped("a test");
            optimizer.Step();
            expected = update(expected, gradient, t);
            Assert.Equal(expected, parameter.Value.GetDouble(0), 1e-12);
        }
    }
}
