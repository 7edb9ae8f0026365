/// What a user of the library sees: types and members that are public and not hidden from editors.
module RnnGen.FSharp.Tests.PublicApi.Surface

open System
open System.ComponentModel
open System.Reflection
open RnnGen

let private everything =
    BindingFlags.Public ||| BindingFlags.Instance ||| BindingFlags.Static ||| BindingFlags.FlattenHierarchy

let private isHidden (attributes: EditorBrowsableAttribute seq) =
    attributes |> Seq.exists (fun a -> a.State = EditorBrowsableState.Never)

let private isHiddenType (t: Type) = t.GetCustomAttributes<EditorBrowsableAttribute>(false) |> isHidden

let private runtime = typeof<Tensor>.Assembly

/// Steps and forward methods are written by the user, in C#, and read by the generator.
let private isWrittenByUser (m: MemberInfo) =
    m.GetCustomAttributes(false) |> Seq.exists (fun a -> a :? StepAttribute || a :? ForwardAttribute)

let private isSeen (m: MemberInfo) =
    let declaring = Option.ofObj m.DeclaringType

    not (m.GetCustomAttributes<EditorBrowsableAttribute>(true) |> isHidden)
    && not (isWrittenByUser m)
    && declaring |> Option.forall (fun t -> t.Assembly = runtime || typeof<Trainable>.IsAssignableFrom t || t.IsNested)

/// Types of the runtime that user code names.
let ofRuntime () =
    runtime.GetExportedTypes() |> Array.filter (fun t -> t.Namespace = "RnnGen" && not (isHiddenType t)) |> List.ofArray

/// Generated cells and models of an assembly, with the types nested in them.
let ofGenerated (assembly: Assembly) =
    assembly.GetExportedTypes()
    |> Array.filter (fun t ->
        match Option.ofObj t.DeclaringType with
        | Some owner -> typeof<Trainable>.IsAssignableFrom owner
        | None -> typeof<Trainable>.IsAssignableFrom t)
    |> List.ofArray

let private members (get: BindingFlags -> 'M array) : 'M list when 'M :> MemberInfo =
    get everything |> Array.filter isSeen |> List.ofArray

/// Methods a user calls by name, operators and accessors included.
let methods (t: Type) = members t.GetMethods

let properties (t: Type) = members t.GetProperties

let constructors (t: Type) = members t.GetConstructors

let events (t: Type) = members t.GetEvents

let fields (t: Type) = members t.GetFields

/// Constructors and methods together: all that takes arguments.
let callables (t: Type) : MethodBase list =
    [ for c in constructors t -> c :> MethodBase
      for m in methods t -> m ]

/// The types of all values that members take or give, with the place they are written at.
let signatures (t: Type) =
    [ for c in callables t do
          for p in c.GetParameters() do
              $"{c.Name}({p.Name})", p.ParameterType
      for m in methods t do
          $"{m.Name} result", m.ReturnType
      for f in fields t do
          f.Name, f.FieldType ]

/// A type and the types it is made of.
let rec parts (t: Type) =
    [ t
      if t.HasElementType then
          yield! t.GetElementType() |> Option.ofObj |> Option.toList |> List.collect parts
      if t.IsGenericType then
          yield! t.GetGenericArguments() |> List.ofArray |> List.collect parts ]

let isDefinition (definitions: Type list) (t: Type) =
    t.IsGenericType && definitions |> List.contains (t.GetGenericTypeDefinition())

/// Delegates, exceptions and attributes have members that are not ours.
let isOfKind (kind: Type) (t: Type) = kind.IsAssignableFrom t

let isStatic (t: Type) = t.IsAbstract && t.IsSealed
