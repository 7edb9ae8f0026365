using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <content>How many rows what the loop writes needs: one for each sequence where a step or a sum over the steps is all that reads it.</content>
internal sealed partial class BackwardPlan
{
    // The gradient of a vector is summed over the steps of each sequence as the loop goes: one row for each sequence instead of one for each step.
    private void PlaceSumsOverSteps()
    {
        HashSet<Value> others = [.. rowSums.SelectMany(s => s.Operands), .. carried.Concat(inputs).SelectMany(c => c.Parts)];
        foreach (Value adjoint in VectorGradients.Select(g => g.Adjoint).Distinct().Where(a => !a.IsRowOperation && !adjoints.ContainsKey(a) && !others.Contains(a) && IsVector(a)).OrderBy(a => a.Id))
        {
            if (LoopStoring(adjoint) is >= 0 and var loop && scheduler.Loops[loop].Stage == Stage.Loop)
            {
                string name = (adjoint.Name ?? adjoint.Label ?? "du") + "Sums";
                overSteps.Add(adjoint, new Place(Add(new Buffer(name, adjoint.Size!, 1, Extent.Batch, name, Id: adjoint.Id) { IsSumOverSteps = true }), 0, View.Running));
            }
        }

        static bool IsVector(Value value) => value.Size is { Columns: null, IsOne: false };
    }

    // Rows of its own: one for each sequence if nothing reads the value outside of its step, else one for each step.
    private Place RowsFor(Value value, string name, string? holds = null)
    {
        bool isLocal = IsOfStep(value);
        return new Place(Add(new Buffer(name, value.Size!, 1, isLocal ? Extent.Batch : Extent.Packed, holds ?? name, Id: value.Id)), 0, isLocal ? View.Running : View.Packed);
    }

    private bool IsOfStep(Value value)
    {
        Stage written = value.IsRowOperation ? classifier.StageOf(value) : LoopStoring(value) is >= 0 and var loop ? scheduler.Loops[loop].Stage : Stage.After;
        return written == Stage.Loop && value.Size is { Columns: null } && value.Op != OpCode.Attend
            && !VectorGradients.Any(g => g.Adjoint == value && !overSteps.ContainsKey(value)) && !rowSums.Any(s => s.Operands.Contains(value))
            && !carried.Concat(inputs).SelectMany(c => c.Parts).Contains(value) && !graph.Effects.Contains(value)
            && !scheduler.Loops.Any(l => l.Stage != Stage.Loop && l.Loads.Contains(value))
            && !rowOperations.Any(r => classifier.StageOf(r) != Stage.Loop && r.Operands.Contains(value));
    }

    private void PlaceRest(CellSpec spec)
    {
        // What is summed up in the end needs rows of its own: a carried or an input's gradient has more added to it.
        PlaceAlone(VectorGradients.Select(g => g.Adjoint).Where(a => !overSteps.ContainsKey(a)).Concat(rowSums.SelectMany(s => s.Operands)).Where(a => !a.IsRowOperation));
        for (int i = 0; i < carried.Count; i++)
        {
            if (carried[i].Rest is { } rest)
            {
                AddStore(rest, new Place(Carries[i], 0, View.Running));
            }
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Rest is { } rest)
            {
                AddStore(rest, new Place(inputTargets[i], 0, View.Packed));
            }
        }

        HashSet<Value> read = [.. scheduler.Loops.SelectMany(l => l.Loads), .. rowOperations.SelectMany(r => r.Operands)];
        PlaceAlone(scheduler.Stored.Where(v => !overSteps.ContainsKey(v) || read.Contains(v)));
    }

    private void PlaceAlone(IEnumerable<Value> values)
    {
        foreach (Value value in values.Where(v => !storePlaces.ContainsKey(v)).Distinct().OrderBy(v => v.Id).ToList())
        {
            string name = value.Name ?? value.Label ?? "du";
            AddStore(value, RowsFor(value, name, value is Affine ? name + " of every step" : name));
        }
    }

    private void AddStore(Value value, Place place)
    {
        if (!storePlaces.TryGetValue(value, out List<Place>? places))
        {
            storePlaces.Add(value, places = []);
        }

        places.Add(place);
    }
}
