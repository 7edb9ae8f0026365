using System;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace RnnGen.Testing;

/// <summary>A file of the ten exercises; numbers are plain or given as decimal and nearest double.</summary>
internal sealed class ExerciseFile(string name)
{
    private readonly JsonElement root = ReferenceCase.ReadJson(Path.Combine(ReferenceCase.Folder, "exercises", name));

    public static ExerciseFile Notebook { get; } = new("notebook_exercises.json");

    public static ExerciseFile Ten { get; } = new("ten_exercises.json");

    public JsonElement Given(int exercise) => Find(exercise).GetProperty("given");

    public JsonElement Answer(int exercise) => Find(exercise).GetProperty("answer");

    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.GetProperty("double").GetDouble() : value.GetDouble();

    public static double[] Numbers(JsonElement value) => [.. value.EnumerateArray().Select(Number)];

    public static double[,] Matrix(JsonElement value)
    {
        double[][] rows = [.. value.EnumerateArray().Select(Numbers)];
        var matrix = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Buffer.BlockCopy(rows[i], 0, matrix, i * rows[0].Length * sizeof(double), rows[0].Length * sizeof(double));
        }

        return matrix;
    }

    private JsonElement Find(int exercise) => root.GetProperty("exercises").EnumerateArray().Single(item => item.GetProperty("exercise").GetInt32() == exercise);
}
