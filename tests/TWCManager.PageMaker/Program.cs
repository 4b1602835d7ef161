using TWCManager.PageMaker;

// Run in the repository: dotnet run --project tests/TWCManager.PageMaker
try
{
    string page = PageFiles.FindFolder(Directory.GetCurrentDirectory());
    File.WriteAllText(PageFiles.Generated(page), PageFiles.Make(page));
    return 0;
}
catch (PageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
