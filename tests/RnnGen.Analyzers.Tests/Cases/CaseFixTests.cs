using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using RnnGen.Analyzers.Tests.Fixes;
using RnnGen.Analyzers.Tests.Harness;
using RnnGen.CodeFixes;
using Xunit;

namespace RnnGen.Analyzers.Tests.Cases;

/// <summary>Every fix that is offered for a case compiles and silences its rule; so does fixing all of a file at once.</summary>
public sealed class CaseFixTests
{
    private static readonly CodeFixProvider[] Fixers =
    [
        .. typeof(MoveCallFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Mistakes for which the fix is not obvious where they stand, each with the reason.</summary>
    private static readonly Dictionary<string, string> WithoutFix = new()
    {
        ["own-no-clip"] = "the clip of another library is not known",
        ["own-clip-scaled-forever"] = "there is no call to move",
        ["single-losses"] = "the mask belongs in a masked mean: two calls to change",
        ["own-loss"] = "how the loss of another library takes a mask is not known",
        ["own-metric"] = "how the metric of another library takes a mask is not known",
        ["declared-padding"] = "whose lengths tell is not known",
        ["BUG-10"] = "whether the scores or the weights are to be masked is the author's choice",
        ["BUG-13"] = "whether the scores or the weights are to be masked is the author's choice",
        ["BUG-15"] = "steps first: the axes have to be exchanged before",
        ["converted-last"] = "Sequences.Last of the sequence is another expression",
        ["converted-mean"] = "Sequences.MeanOverTime of the sequence is another expression",
        ["padded-state"] = "the run stands in another statement",
        ["BUG-73"] = "the softmax stands in another statement",
        ["softmax-of-linear"] = "the softmax stands in another statement",
        ["declared-probabilities"] = "the scores behind the declared probabilities are not known",
        ["BUG-75-probabilities"] = "the softmax stands in another statement",
        ["writes-from-targets"] = "how the model is to write is the author's choice",
        ["targets-of-batch"] = "what the model is to go on from is the author's choice",
        ["truth-step-by-step"] = "how the next token is chosen is the author's choice",
        ["pad-behind-table"] = "another id of padding is the author's choice",
        ["pad-below-table"] = "another id of padding is the author's choice",
        ["last-word-as-pad"] = "another id of padding is the author's choice",
        ["end-as-pad"] = "another id of padding is the author's choice",
        ["BUG-45"] = "which ids are meant is the author's choice",
        ["BUG-45-declared"] = "which ids are meant is the author's choice",
        ["BUG-46"] = "which ids are meant is the author's choice",
        ["random-ids"] = "which ids are meant is the author's choice",
        ["written-ids"] = "which ids are meant is the author's choice",
        ["best-of-more-classes"] = "which ids are meant is the author's choice",
        ["last-slice"] = "a slice keeps the axis that GatherLast takes away",
        ["computed-unused"] = "the line that reads it would have to go as well",
        ["own-clip-ignored"] = "the clip of another library is not known",
    };

    public static TheoryData<string> Fixable => [.. CaseLibrary.All.Where(item => item.Bad is not null && item.Missed is null && !WithoutFix.ContainsKey(item.Id) && Fixers.Any(fixer => fixer.FixableDiagnosticIds.Contains(item.Rule))).Select(item => item.Id)];

    [Theory]
    [MemberData(nameof(Fixable))]
    public async Task A_fix_compiles_and_silences_its_rule(string id)
    {
        Case item = CaseLibrary.All.Single(candidate => candidate.Id == id);
        string source = Marked.Strip(item.Source(bad: true, Variant.Local), "File0.cs", []);
        string? changed = null;
        foreach (CodeFixProvider fixer in Fixers.Where(fixer => fixer.FixableDiagnosticIds.Contains(item.Rule)))
            changed ??= await FixRunner.FixFirst(source, fixer, CaseCompilation.References);
        Assert.NotNull(changed);
        Assert.DoesNotContain(item.Rule, CaseCompilation.Analyze(changed).Select(found => found.Id));
    }

    [Theory]
    [MemberData(nameof(Fixable))]
    public async Task All_of_a_file_are_fixed_at_once(string id)
    {
        Case item = CaseLibrary.All.Single(candidate => candidate.Id == id);
        string source = Marked.Strip(item.Source(bad: true, Variant.Local), "File0.cs", []);
        string? changed = null;
        foreach (CodeFixProvider fixer in Fixers.Where(fixer => fixer.FixableDiagnosticIds.Contains(item.Rule)))
            if (changed is null && await FixRunner.FixFirst(source, fixer, CaseCompilation.References) is not null)
                changed = await FixRunner.FixAll(source, fixer, CaseCompilation.References);
        Assert.NotNull(changed);
        Assert.DoesNotContain(item.Rule, CaseCompilation.Analyze(changed).Select(found => found.Id));
    }
}
