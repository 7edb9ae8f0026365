/// The rules that keep the public API pleasant to call from F#, each as a function from a type to what breaks it.
module RnnGen.FSharp.Tests.PublicApi.Rules

open System
open System.Collections.Generic
open System.Reflection
open System.Runtime.CompilerServices
open System.Runtime.InteropServices
open RnnGen
open RnnGen.FSharp.Tests.PublicApi.Surface

/// Words that cannot be argument names in F#, from the compiler's list: keywords and those it reserves.
let reserved =
    set (
        ("abstract and as assert base begin break checked class component const constraint continue default delegate do done downcast downto "
         + "elif else end event exception extern external false finally fixed for fori fun function global if in include inherit inline interface internal "
         + "lazy let match member mixin mod module mutable namespace new null of open or override parallel params private process protected public pure rec "
         + "return sealed sig static struct tailcall then to trait true try type upcast use val virtual void when while with yield")
            .Split ' '
    )

// By name: F# writes no type of a ref struct.
let private isSpan (t: Type) = t.Namespace = "System" && (t.Name = "Span`1" || t.Name = "ReadOnlySpan`1")

let private memories = [ typedefof<Memory<_>>; typedefof<ReadOnlyMemory<_>> ]

let private isTuple (t: Type) = typeof<ITuple>.IsAssignableFrom t

let private element (t: Type) = t.GetGenericArguments() |> Array.head

let private parameters (t: Type) =
    [ for c in callables t do
          for p in c.GetParameters() -> c, p ]

let private place (c: MethodBase) (p: ParameterInfo) = $"{c.Name}({p.Name})"

let private isIndexByRange (c: MethodBase) (p: ParameterInfo) = c.Name = "get_Item" && p.ParameterType = typeof<Range>

// R1, R15: a span has an array beside it, as a parameter and as a result.
let private arrayTwins t =
    let all = callables t

    [ for c, p in parameters t do
          if isSpan p.ParameterType || p.ParameterType |> isDefinition memories then
              let isTwin (o: MethodBase) =
                  o.Name = c.Name
                  && o.GetParameters().Length = c.GetParameters().Length
                  && (o.GetParameters() |> Array.item p.Position).ParameterType = (element p.ParameterType).MakeArrayType()

              if not (List.exists isTwin all) then
                  $"{place c p} is a span without an array twin" ]

let private ownedResults t =
    [ for m in methods t do
          if isSpan m.ReturnType then
              $"{m.Name} returns a span" ]

// R2: the primary entry point has one form. A cell of several inputs adds the one that names them all.
let private oneForward (t: Type) =
    let declared = methods t |> List.filter (fun m -> m.Name = "Forward" && m.DeclaringType = t)

    [ if declared.Length > 1 then
          $"Forward has {declared.Length} forms" ]

// R3: optional arguments last, a cancellation token last of all.
let private tokenLast t =
    [ for c, p in parameters t do
          if p.ParameterType = typeof<Threading.CancellationToken> && p.Position < c.GetParameters().Length - 1 then
              $"{place c p} is not last" ]

// R4, R5: double scalars, int counts; elements of tensors are floats.
let private plainNumbers (t: Type) =
    let wrong = [ typeof<float32>, "double"; typeof<nativeint>, "int"; typeof<int64>, "int"; typeof<Half>, "float"; typeof<Index>, "int"; typeof<Range>, "two ints" ]

    let nullable (t: Type) = Nullable.GetUnderlyingType t |> Option.ofObj |> Option.defaultValue t

    [ if not (isOfKind typeof<Attribute> t) then
          for c, p in parameters t do
              for bad, good in wrong do
                  if nullable p.ParameterType = bad && not (c.Name = "set_Item") && not (isIndexByRange c p) then
                      $"{place c p} is {bad.Name}, should be {good}"

          for m in methods t do
              for bad, good in wrong do
                  if nullable m.ReturnType = bad && not (m.Name = "get_Item") && m.Name <> "op_Explicit" then
                      $"{m.Name} returns {bad.Name}, should be {good}" ]

// R6: no parameters by reference but results.
let private byValue t =
    [ for c, p in parameters t do
          if p.ParameterType.IsByRef && not p.IsOut then
              $"{place c p} is passed by reference" ]

// R7: params on arrays only.
let private paramsArrays t =
    [ for c, p in parameters t do
          if p.IsDefined(typeof<ParamCollectionAttribute>, false) then
              $"{place c p} is a params collection" ]

// R8, R9: sequences are IEnumerable or IReadOnlyList, and none of sequences.
let private sequences t =
    let tooMuch = [ typedefof<List<_>>; typedefof<IList<_>>; typedefof<ICollection<_>>; typedefof<IDictionary<_, _>>; typedefof<Dictionary<_, _>> ]
    let open' = [ typedefof<IEnumerable<_>>; typedefof<IReadOnlyList<_>>; typedefof<IReadOnlyCollection<_>> ]

    [ for c, p in parameters t do
          if p.ParameterType |> isDefinition tooMuch then
              $"{place c p} asks for {p.ParameterType.Name}"

          if p.ParameterType |> isDefinition open' && element p.ParameterType |> isDefinition open' then
              $"{place c p} is a sequence of sequences" ]

// R10: one meaning for each callback; overloads never differ in the delegate alone.
let private callbacks t =
    let isDelegate (p: ParameterInfo) = isOfKind typeof<Delegate> p.ParameterType

    [ for name, group in callables t |> List.filter (fun c -> c.GetParameters() |> Array.exists isDelegate) |> List.groupBy _.Name do
          for length, forms in group |> List.groupBy (fun c -> c.GetParameters().Length) do
              if forms.Length > 1 then
                  $"{name} has {forms.Length} forms of {length} arguments with callbacks" ]

// R11: no ref structs but spans, no interpolated-string handlers.
let private noHandlers t =
    [ for c, p in parameters t do
          if p.ParameterType.IsByRefLike && not (isSpan p.ParameterType) then
              $"{place c p} is a ref struct" ]

// R12: names that F# can write.
let private argumentNames (t: Type) =
    [ for c, p in parameters t do
          let name = p.Name |> Option.ofObj |> Option.defaultValue ""

          if reserved.Contains name then
              $"{place c p} is a reserved word"

          if name <> "" && Char.IsUpper name[0] && not (isOfKind typeof<Attribute> t) then
              $"{place c p} begins with a capital" ]

let private memberNames (t: Type) =
    [ for p in properties t do
          if reserved.Contains p.Name then
              $"{p.Name} is a reserved word"
      for m in methods t do
          if reserved.Contains m.Name then
              $"{m.Name} is a reserved word" ]

// R13: several results have a type with names.
let private noTuples t =
    [ for where, s in signatures t do
          if parts s |> List.exists isTuple then
              $"{where} is a tuple" ]

// R14: bool TryX(..., out value), and no null where there is none.
let private tryPattern t =
    let context = NullabilityInfoContext()

    [ for m in methods t do
          let outs = m.GetParameters() |> Array.filter _.IsOut

          if outs.Length > 0 && not (m.Name.StartsWith "Try" && m.ReturnType = typeof<bool>) then
              $"{m.Name} has out parameters but is no Try method"

          for p in outs do
              if p.Position <> m.GetParameters().Length - 1 then
                  $"{place m p} is not last"

              if context.Create(p).WriteState = NullabilityState.Nullable then
                  $"{place m p} can be null" ]

// R16: collections are properties.
let private collectionProperties (t: Type) =
    [ for m in methods t do
          if not m.IsSpecialName && m.GetParameters().Length = 0 && m.ReturnType |> isDefinition [ typedefof<IReadOnlyList<_>> ] then
              $"{m.Name}() should be a property" ]

// R17: indexers of one kind.
let private indexers t =
    let all = properties t |> List.filter (fun p -> p.GetIndexParameters().Length > 0)

    [ if all |> List.map _.PropertyType.IsByRef |> List.distinct |> List.length > 1 then
          "indexers by reference and by value" ]

// R18: options are a class made by its properties, and know With.
let private options (t: Type) =
    let isInit (p: PropertyInfo) =
        match Option.ofObj p.SetMethod with
        | Some set -> set.ReturnParameter.GetRequiredCustomModifiers() |> Array.contains typeof<IsExternalInit>
        | None -> false

    [ if t.Name.EndsWith "Options" && not t.IsEnum then
          if not t.IsSealed || t.IsValueType then
              "options are a sealed class"

          if t.GetConstructor Type.EmptyTypes |> isNull then
              "options need a constructor without arguments"

          for p in properties t do
              if not (isInit p) then
                  $"{p.Name} has no init setter"

          match methods t |> List.tryFind (fun m -> m.Name = "With") with
          | None -> "options need With"
          | Some w ->
              let known = w.GetParameters() |> Array.map _.Name |> Array.choose Option.ofObj |> Array.map _.ToLowerInvariant()

              for p in properties t do
                  if not (Array.contains (p.Name.ToLowerInvariant()) known) then
                      $"With does not know {p.Name}"

              for p in w.GetParameters() do
                  if not p.IsOptional then
                      $"With({p.Name}) is not optional" ]

// R13, R18: F# cannot name the arguments of a positional record struct.
let private structs (t: Type) =
    [ if t.IsValueType && not t.IsEnum then
          if not (t.IsDefined(typeof<IsReadOnlyAttribute>, false)) then
              "a struct that can change"

          if methods t |> List.exists (fun m -> m.Name = "Deconstruct") then
              "a positional record struct" ]

// R19, R20: no callbacks in properties that are read to be called.
let private delegateProperties (t: Type) =
    [ for p in properties t do
          if isOfKind typeof<Delegate> p.PropertyType && not (t.Name.EndsWith "Options") then
              $"{p.Name} is a delegate" ]

// R21: events are of EventHandler<TArgs>.
let private eventHandlers t =
    [ for e in events t do
          match Option.ofObj e.EventHandlerType with
          | Some handler when handler |> isDefinition [ typedefof<EventHandler<_>> ] -> ()
          | _ -> $"{e.Name} is no EventHandler" ]

// R22: what a number does on one side it does on the other; no conversions that F# does not see.
let private operators (t: Type) =
    let named name = methods t |> List.filter (fun m -> m.Name = name)

    [ for name in [ "op_Addition"; "op_Multiply"; "op_Subtraction" ] do
          for m in named name do
              let sides = m.GetParameters() |> Array.map _.ParameterType |> Array.rev
              let isTurned (o: MethodInfo) = (o.GetParameters() |> Array.map _.ParameterType) = sides

              if sides |> Array.contains typeof<float> && not (List.exists isTurned (named name)) then
                  $"{name} knows the number on one side only"

      for m in methods t do
          if m.Name.EndsWith "Assignment" then
              $"{m.Name} changes its operand" ]

// R23, R34: extension properties, overload priorities and experimental members mean nothing to F#.
let private csharpOnly t =
    [ for m in methods t do
          for a in m.GetCustomAttributes false do
              match a with
              | :? OverloadResolutionPriorityAttribute
              | :? System.Diagnostics.CodeAnalysis.ExperimentalAttribute -> $"{m.Name} has {a.GetType().Name}"
              | _ -> () ]

// R24: members are on the class. Static ones are found through the constraint, wherever they are.
let private explicitInterfaces (t: Type) =
    [ if not t.IsInterface then
          for i in t.GetInterfaces() do
              let isOurs = i.Namespace |> Option.ofObj |> Option.exists (fun n -> n.StartsWith "RnnGen") && i.IsVisible

              if isOurs && not (i.IsGenericType && t.ContainsGenericParameters) then
                  for target in t.GetInterfaceMap(i).TargetMethods do
                      if target.IsPrivate && not target.IsStatic then
                          $"{target.Name} is implemented explicitly" ]

// R25: sizes are constants.
let private constants t =
    [ for f in fields t do
          if f.IsStatic && f.IsInitOnly && f.FieldType.IsPrimitive then
              $"{f.Name} is readonly, not const" ]

// R26: nothing here owns what only Dispose gives back.
let private notDisposable (t: Type) =
    [ if isOfKind typeof<IDisposable> t then
          "is IDisposable" ]

// R28: a text of its own.
let private texts (t: Type) =
    let known: Type list = [ typeof<Attribute>; typeof<exn>; typeof<Delegate> ]
    let isPlain = t.IsEnum || t.IsInterface || t.IsAbstract || (known |> List.exists (fun k -> isOfKind k t))

    [ if not isPlain then
          match t.GetMethod("ToString", Type.EmptyTypes) |> Option.ofObj |> Option.bind (fun m -> Option.ofObj m.DeclaringType) with
          | Some d when d = typeof<obj> || d = typeof<ValueType> -> "has no ToString"
          | _ -> () ]

// R29: every reference says whether it can be null.
let private nullability (t: Type) =
    let context = NullabilityInfoContext()

    [ for c, p in parameters t do
          if not p.ParameterType.IsValueType && not p.ParameterType.IsGenericParameter && not p.ParameterType.IsByRef && context.Create(p).ReadState = NullabilityState.Unknown then
              $"{place c p} does not say whether it can be null"
      for m in methods t do
          let r = m.ReturnParameter

          if not m.ReturnType.IsValueType && not m.ReturnType.IsGenericParameter && context.Create(r).ReadState = NullabilityState.Unknown then
              $"{m.Name} does not say whether it returns null" ]

// R30: what comes in time comes as a task, not as an asynchronous sequence.
let private asynchrony t =
    [ for where, s in signatures t do
          if s |> isDefinition [ typedefof<IAsyncEnumerable<_>> ] then
              $"{where} is an asynchronous sequence" ]

// R31: exceptions are kinds of those that everyone catches.
let private exceptions (t: Type) =
    [ if isOfKind typeof<exn> t then
          if t.BaseType = typeof<exn> then
              "derives from Exception itself" ]

// R27, R32: families are closed: an abstract class of sealed cases.
let private sealedCases (t: Type) =
    [ match Option.ofObj t.BaseType with
      | Some family when family.Assembly = typeof<Tensor>.Assembly && family.Name = "Finding" && not t.IsSealed -> "a case that is not sealed"
      | _ -> () ]

// Paragraph 0 of the rules: the tensors of the base class library stay out of signatures, conversions excepted.
let private ownTensors t =
    [ for where, s in signatures t do
          if parts s |> List.exists (fun p -> p.Namespace = "System.Numerics.Tensors") then
              $"{where} is a tensor of System.Numerics.Tensors" ]

/// All rules that a program can check, by number.
let all: (string * (Type -> string list)) list =
    [ "R1", arrayTwins
      "R2", oneForward
      "R3", tokenLast
      "R4, R5", plainNumbers
      "R6", byValue
      "R7", paramsArrays
      "R8, R9", sequences
      "R10", callbacks
      "R11", noHandlers
      "R12", argumentNames
      "R12", memberNames
      "R13", noTuples
      "R14", tryPattern
      "R15", ownedResults
      "R16", collectionProperties
      "R17", indexers
      "R18", options
      "R19", structs
      "R20", delegateProperties
      "R21", eventHandlers
      "R22", operators
      "R23, R34", csharpOnly
      "R24", explicitInterfaces
      "R25", constants
      "R26", notDisposable
      "R27", sealedCases
      "R28", texts
      "R29", nullability
      "R30", asynchrony
      "R31", exceptions
      "no other tensors", ownTensors ]

/// What a type breaks, rule by rule.
let check (t: Type) = [ for rule, find in all do for text in find t -> $"{rule}: {text}" ]
