-- Starts the server as docs/editor.md says, and prints what it answers, one line each.
local finished = false
local function say(text) io.stdout:write(text .. '\n') end

local function on_diagnostics(_, result)
  for _, diagnostic in ipairs(result.diagnostics) do say('diagnostic ' .. diagnostic.code) end
  local params = { textDocument = { uri = result.uri }, position = { line = 0, character = 7 } }
  vim.lsp.buf_request(0, 'textDocument/hover', params, function(_, hover)
    say('hover ' .. (hover and vim.inspect(hover.contents.value) or 'nothing'))
    vim.schedule(function()
      vim.cmd('edit qham-library:/potentials.qham')
      for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do say('library ' .. line) end
      say('changeable ' .. tostring(vim.bo.modifiable))
      finished = true
    end)
  end)
end

vim.api.nvim_create_autocmd('BufReadCmd', {
  pattern = '*qham-library:/*',
  callback = function(event)
    local client = vim.tbl_filter(function(each) return each.name == 'qham' end, vim.lsp.get_active_clients())[1]
    local answer = client.request_sync('qham/libraryDocument', { uri = event.match:match('qham%-library:.*') }, 5000, 0)
    vim.api.nvim_buf_set_lines(event.buf, 0, -1, false, vim.split(answer.result, '\n'))
    vim.bo[event.buf].modifiable = false
  end,
})
vim.cmd('edit ' .. vim.env.QHAM_FILE)
vim.bo.filetype = 'qham'
local client = vim.lsp.start_client({
  name = 'qham',
  cmd = { vim.env.QHAM_NODE, vim.env.QHAM_LAUNCHER, 'lsp', '--stdio' },
  root_dir = vim.fn.getcwd(),
  handlers = { ['textDocument/publishDiagnostics'] = on_diagnostics },
})
vim.lsp.buf_attach_client(0, client)
vim.wait(100000, function() return finished end)
vim.cmd('qall!')
