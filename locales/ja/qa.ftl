# qa
