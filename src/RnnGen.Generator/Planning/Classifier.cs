using System.Collections.Generic;
using System.Linq;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Model;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Decides the stage of each value of a pass: what does not depend on the carried values leaves the time loop ahead of it, what no
/// carried value depends on leaves it behind.
/// </summary>
internal sealed class Classifier
{
    private readonly OpCode carry;
    private readonly HashSet<Value> feedsCarry;
    private readonly ISet<Value> inMemory;
    private readonly bool hoistsProducts;
    private readonly Dictionary<Value, Stage> stages = [];

    /// <param name="carry">The leaf that is carried: a state forward, a state's gradient backward.</param>
    /// <param name="carriedResults">What the next step starts from.</param>
    /// <param name="inMemory">Values that an earlier pass has left in memory.</param>
    /// <param name="hoistsProducts">Whether a sum may take its first products ahead of the loop: it may where it has memory for all rows.</param>
    public Classifier(OpCode carry, IEnumerable<Value> carriedResults, ISet<Value> inMemory, bool hoistsProducts)
    {
        this.carry = carry;
        this.hoistsProducts = hoistsProducts;
        this.inMemory = inMemory;
        feedsCarry = [.. CellGraph.Reachable(carriedResults)];
    }

    /// <summary>Whether a sum keeps its rows of all steps; otherwise those of a step inside the loop are gone with the step.</summary>
    public bool SumsKeepRows => hoistsProducts;

    /// <summary>Where what could be computed anywhere is computed: inside the loop, next to what reads it, if there is a loop.</summary>
    public Stage Wherever => feedsCarry.Count > 0 ? Stage.Loop : Stage.Before;

    public Stage StageOf(Value value)
    {
        if (!stages.TryGetValue(value, out Stage stage))
        {
            stage = Classify(value);
            stages.Add(value, stage);
        }

        return stage;
    }

    /// <summary>When a product is taken: a product that does not depend on the carried values is hoisted out of the loop.</summary>
    public Stage StageOf(Affine sum, Product product) =>
        hoistsProducts && StageOf(sum) == Stage.Loop && StageOf(product.Operand) is Stage.Before or Stage.Free ? Stage.Before : StageOf(sum);

    private Stage Classify(Value value)
    {
        if (value.Op == carry)
        {
            return Stage.Loop;
        }

        if (inMemory.Contains(value) || (value.IsLeaf && value is not Affine))
        {
            return Stage.Free;
        }

        if (value.Op == OpCode.Attend)
        {
            return Stage.Loop; // positions a step can see exist only inside the loop
        }

        List<Stage> operands = [.. value.Operands.Select(StageOf)];
        bool dependsOnCarry = operands.Any(s => s is Stage.Loop or Stage.After);
        if (value is Affine || value.IsRowOperation)
        {
            // A product or row operation with the carried leaf itself stays inside: only there the leaf's rows are the step's own.
            bool staysInside = feedsCarry.Contains(value) || value.Operands.Any(o => o.Op == carry);
            return !dependsOnCarry ? Stage.Before : staysInside ? Stage.Loop : Stage.After;
        }

        return operands.Contains(Stage.After) ? Stage.After : dependsOnCarry ? Stage.Loop : Stage.Free;
    }
}
