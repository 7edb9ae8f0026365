using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RnnGen.Generator.Tests.Harness;
using Xunit;

namespace RnnGen.Generator.Tests.Architecture;

/// <summary>The rooms of the generator lie in a row; each knows only those before it, and only the first and the last know Roslyn.</summary>
public sealed class RoomTests
{
    /// <summary>Each room with the rooms it may use.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Infrastructure"] = [],
        ["Model"] = [],
        ["Reading"] = ["Model", "Shapes"],
        ["Shapes"] = ["Model"],
        ["Ir"] = ["Model"],
        ["Autodiff"] = ["Model", "Ir", "Shapes"],
        ["Passes"] = ["Model", "Ir", "Shapes", "Autodiff"],
        ["Planning"] = ["Model", "Ir", "Shapes", "Autodiff", "Passes"],
        ["Emit"] = ["Model", "Ir", "Shapes", "Autodiff", "Passes", "Planning"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    private static string Folder => Path.Combine(Repository.Root, "src", "RnnGen.Generator");

    [Fact]
    public void Every_folder_is_a_room() => Assert.Equal(
        Allowed.Keys.Append("Cells").Order(StringComparer.Ordinal),
        Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_rooms_before_it(string room)
    {
        string[] forbidden = [.. Allowed.Keys.Where(other => other != room && other != "Infrastructure" && !Allowed[room].Contains(other))];
        foreach (string file in Repository.Sources("src", "RnnGen.Generator", room))
            Assert.All(Code(file), line => Assert.All(forbidden, other =>
                Assert.False(line.Contains("RnnGen.Generator." + other, StringComparison.Ordinal), Path.GetFileName(file) + ": " + line)));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_reading_knows_Roslyn(string room)
    {
        if (room is "Reading")
            return;
        foreach (string file in Repository.Sources("src", "RnnGen.Generator", room))
            Assert.DoesNotContain(Code(file), line => line.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Folders_are_namespaces(string room) => Assert.All(Repository.Sources("src", "RnnGen.Generator", room), file => Assert.Contains(
        room == "Infrastructure" ? "namespace RnnGen.Generator;" : "namespace RnnGen.Generator." + room + ";", File.ReadAllLines(file)));

    [Fact]
    public void Rooms_hold_no_mutable_state_of_the_process() => Assert.All(
        typeof(CellGenerator).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("RnnGen.Generator", StringComparison.Ordinal) == true && !type.Name.StartsWith('<'))
            .SelectMany(type => type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly))
            .Where(field => !field.Name.StartsWith('<') || field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal)),
        field => Assert.True(field.IsInitOnly || field.IsLiteral, field.DeclaringType + "." + field.Name));

    private static IEnumerable<string> Code(string file) => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
}
