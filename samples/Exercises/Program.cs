using System;
using System.Collections.Generic;
using System.Linq;
using Exercises;

bool allRight = true;
foreach (Exercise exercise in Exercise.All)
{
    Console.WriteLine($"{exercise.Number}. {exercise.Title}");
    Console.WriteLine($"   {exercise.Question}");
    IReadOnlyList<Answer> answers = exercise.Solve();
    foreach (Answer answer in answers)
    {
        Console.WriteLine($"   {(answer.IsRight ? "right" : "WRONG")}  {answer.Name}: {answer.Shown}");
    }

    allRight &= answers.All(answer => answer.IsRight);
    Console.WriteLine();
}

return allRight ? 0 : 1;
